@echo off
rem Starts Samovar's command line on Windows: needs Java 17+, in a clone a JDK and Maven; rebuild a clone by deleting slicer-bridge\target.
setlocal
set "HOME_DIR=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "TARGET=%HOME_DIR%"
if exist "%HOME_DIR%pom.xml" set "TARGET=%HOME_DIR%slicer-bridge\target\"
set "SPARK=%HOME_DIR%spark\"
if exist "%HOME_DIR%pom.xml" set "SPARK=%HOME_DIR%spark\target\"
set "BUILT=%TARGET%lib"
set "MODULES=core,slicer-bridge"
set "JARS=%TARGET%samovar-bridge.jar;%TARGET%lib\*"
set "MORE="
set "SPARK_JARS="
rem Spark is larger than all the rest, so it is built and loaded for its own verb alone.
if "%~1"=="spark" (
  if exist "%HOME_DIR%pom.xml" set "BUILT=%SPARK%spark"
  set "MODULES=core,slicer-bridge,spark"
  set MORE="@%HOME_DIR%spark\java.options"
  if not defined OMP_NUM_THREADS set OMP_NUM_THREADS=1
  if defined SPARK_HOME (set "SPARK_JARS=%SPARK_HOME%\jars\*") else (set "SPARK_JARS=%SPARK%spark\jars\*")
)
if defined SPARK_JARS set "JARS=%JARS%;%SPARK%samovar-spark.jar;%SPARK_JARS%"
if not exist "%BUILT%" (
  pushd "%HOME_DIR%"
  call mvn -q -B -pl %MODULES% -Dquick -Dmaven.test.skip package || (popd & exit /b 1)
  popd
)
set OPT_OUT_TRACKING=true
if not defined SAMOVAR_LOG set SAMOVAR_LOG=off
"%JAVA%" -XX:+UseSerialGC -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dai.djl.offline=true ^
  -Dorg.slf4j.simpleLogger.defaultLogLevel=%SAMOVAR_LOG% --enable-native-access=ALL-UNNAMED %SAMOVAR_JAVA_OPTS% ^
  "-Dsamovar.home=%HOME_DIR%." %MORE% ^
  -cp "%JARS%" org.samovar.cli.Main %*
