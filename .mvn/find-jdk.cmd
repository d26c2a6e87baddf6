@rem Called by ponder.cmd and mvnw.cmd: finds a JDK 25 or newer and sets JAVA_HOME for the caller.
@rem Looked at in this order: JAVA_HOME, the places where installers put JDKs, the javac on PATH.
@echo off
if defined JAVA_HOME call :use "%JAVA_HOME%" && exit /b 0
for %%P in (
    "%ProgramFiles%\Eclipse Adoptium"
    "%ProgramFiles%\Java"
    "%ProgramFiles%\Microsoft"
    "%ProgramFiles%\Zulu"
    "%ProgramFiles%\Amazon Corretto"
    "%ProgramFiles%\BellSoft"
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
    "%USERPROFILE%\.jdks"
    "%USERPROFILE%\scoop\apps\temurin-jdk"
) do (
    if exist "%%~P" for /d %%J in ("%%~P\*") do call :use "%%~J" && exit /b 0
)
for /f "delims=" %%C in ('where javac 2^>nul') do call :use "%%~dpC.." && exit /b 0
echo Ponder needs a JDK 25 or newer and found none: install one, or set JAVA_HOME to it. 1>&2
exit /b 1

:use
if not exist "%~1\bin\javac.exe" exit /b 1
if not exist "%~1\release" exit /b 1
set "PONDER_JDK_VERSION=0"
for /f "usebackq tokens=2 delims==" %%V in (`findstr /b JAVA_VERSION^= "%~1\release"`) do (
    for /f "tokens=1 delims=.-+" %%M in ("%%~V") do set "PONDER_JDK_VERSION=%%M"
)
if %PONDER_JDK_VERSION% LSS 25 exit /b 1
for %%H in ("%~1") do set "JAVA_HOME=%%~fH"
exit /b 0
