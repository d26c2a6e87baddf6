@rem Runs Maven on a JDK 25 or newer, wherever it is installed; Maven itself must be on the PATH.
@echo off
setlocal
call "%~dp0.mvn\find-jdk.cmd" || exit /b 2
set "PATH=%JAVA_HOME%\bin;%PATH%"
where mvn.cmd >nul 2>nul
if errorlevel 1 (
    echo Ponder is built by Maven 3.8 or newer and found none: install it, put its bin folder on the PATH and run this again. 1>&2
    exit /b 2
)
call mvn.cmd -f "%~dp0pom.xml" %*
exit /b %ERRORLEVEL%
