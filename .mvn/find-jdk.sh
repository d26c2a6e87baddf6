# Sourced by ./ponder and ./mvnw: finds a JDK 25 or newer and exports JAVA_HOME and PATH for it.
# Looked at in this order: JAVA_HOME, the places where systems install JDKs, the javac on PATH.

# The feature version of the JDK in the folder $1, or nothing where there is no compiler.
jdk_version() {
    [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1
    else
        "$1/bin/java" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p'
    fi
}

use_jdk_if_new_enough() {
    version=$(jdk_version "$1")
    [ -n "$version" ] && [ "$version" -ge 25 ] 2>/dev/null || return 1
    JAVA_HOME=$1
    PATH=$JAVA_HOME/bin:$PATH
    export JAVA_HOME PATH
}

find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && use_jdk_if_new_enough "$JAVA_HOME"; then return 0; fi
    for candidate in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/openjdk-* /opt/java/* /opt/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/*; do
        if [ -d "$candidate" ] && use_jdk_if_new_enough "$candidate"; then return 0; fi
    done
    if command -v javac >/dev/null 2>&1; then
        compiler=$(readlink -f "$(command -v javac)" 2>/dev/null || command -v javac)
        if use_jdk_if_new_enough "$(dirname "$(dirname "$compiler")")"; then return 0; fi
    fi
    echo "Ponder needs a JDK 25 or newer and found none: install one, or set JAVA_HOME to it." >&2
    return 1
}

# Sets MAVEN to the command that starts Maven: the mvn on PATH, or one in the usual places.
find_maven() {
    MAVEN=$(command -v mvn 2>/dev/null) && [ -n "$MAVEN" ] && return 0
    for MAVEN in "${MAVEN_HOME:-/nowhere}"/bin/mvn /usr/share/maven/bin/mvn /opt/maven/bin/mvn \
        /opt/apache-maven*/bin/mvn /usr/local/apache-maven*/bin/mvn /opt/homebrew/bin/mvn \
        "$HOME"/.sdkman/candidates/maven/current/bin/mvn; do
        if [ -x "$MAVEN" ]; then return 0; fi
    done
    echo "Ponder is built by Maven 3.8 or newer and found none: install it (for example: apt install maven) and run this again." >&2
    return 1
}
