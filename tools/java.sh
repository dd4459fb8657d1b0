# Finds Java for the scripts beside the root pom; sourced, needs a function "say".

# The major version of the JDK or JRE in a folder; 0 when there is none.
java_major() {
  [ -x "$1/bin/java" ] || { echo 0; return; }
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release" 2>/dev/null)
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')
  version=${version#1.}
  version=${version%%[!0-9]*}
  echo "${version:-0}"
}

# The folder of the Java that the PATH leads to; empty when there is none.
java_home_of_path() {
  local found link
  found=$(command -v java) || return 0
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v 17+ 2>/dev/null && return 0
  fi
  while [ -L "$found" ]; do
    link=$(readlink "$found")
    case $link in /*) found=$link ;; *) found=$(dirname "$found")/$link ;; esac
  done
  dirname "$(dirname "$found")"
}

# Sets "java", its version "java_version" and JAVA_HOME to the first of JAVA_HOME and the PATH that is new enough.
find_java() {
  local candidate seen=
  for candidate in "${JAVA_HOME:-}" "$(java_home_of_path)"; do
    [ -n "$candidate" ] || continue
    java_version=$(java_major "$candidate")
    if [ "$java_version" -ge 17 ]; then
      export JAVA_HOME=$candidate
      java=$candidate/bin/java
      return 0
    fi
    seen="$seen $candidate (version $java_version)"
  done
  say "Java 17 or newer is needed; found${seen:- none in JAVA_HOME or the PATH}."
  say "Install a JDK, for example from https://adoptium.net, and set JAVA_HOME to its folder."
  return 1
}

# What building needs beyond running: a compiler and Maven.
find_build_tools() {
  if [ ! -x "$JAVA_HOME/bin/javac" ]; then
    say "$JAVA_HOME has no javac: building needs a JDK 17 or newer, not only a JRE."
    return 1
  fi
  if ! command -v mvn >/dev/null; then
    say "Maven (mvn, 3.8 or newer) is needed to build and is not in the PATH; see https://maven.apache.org/install.html."
    return 1
  fi
  # NB: Maven's own libraries make Java 24 and later warn
  if [ "$java_version" -ge 24 ]; then
    export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  fi
}
