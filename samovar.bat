@echo off
rem Starts Samovar's command line on Windows: needs Java 17+, in a clone a JDK and Maven; rebuild a clone by deleting slicer-bridge\target.
setlocal
set "HOME_DIR=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "TARGET=%HOME_DIR%"
if exist "%HOME_DIR%pom.xml" set "TARGET=%HOME_DIR%slicer-bridge\target\"
if not exist "%TARGET%lib" (
  pushd "%HOME_DIR%"
  call mvn -q -B -pl core,slicer-bridge -Dquick -Dmaven.test.skip package || (popd & exit /b 1)
  popd
)
set OPT_OUT_TRACKING=true
if not defined SAMOVAR_LOG set SAMOVAR_LOG=off
"%JAVA%" -XX:+UseSerialGC -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dai.djl.offline=true ^
  -Dorg.slf4j.simpleLogger.defaultLogLevel=%SAMOVAR_LOG% --enable-native-access=ALL-UNNAMED %SAMOVAR_JAVA_OPTS% ^
  "-Dsamovar.home=%HOME_DIR%." ^
  -cp "%TARGET%samovar-bridge.jar;%TARGET%lib\*" org.samovar.cli.Main %*
