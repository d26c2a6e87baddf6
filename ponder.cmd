@rem Starts Ponder: the window without arguments, the command line with them (ponder --help).
@rem Finds a JDK, builds what is stale, then runs Java.
@echo off
setlocal
set "PONDER_ROOT=%~dp0"
set "PONDER_TARGET=%PONDER_ROOT%app\target"
call "%PONDER_ROOT%.mvn\find-jdk.cmd" || exit /b 2

rem Exit code 3: a source is newer than its jar, or a jar is missing.
powershell -NoProfile -NonInteractive -Command ^
    "$r = $env:PONDER_ROOT; $t = $env:PONDER_TARGET;" ^
    "foreach ($m in @(@('engine\runtime', 'lib\ponder-engine-*.jar'), @('ui-resources', 'lib\ponder-ui-resources-*.jar'), @('app', 'ponder-app-*.jar'))) {" ^
    "  $jar = Get-ChildItem (Join-Path $t $m[1]) -ErrorAction SilentlyContinue | Select-Object -Last 1;" ^
    "  if (-not $jar) { exit 3 };" ^
    "  $module = Join-Path $r $m[0];" ^
    "  $newer = Get-ChildItem -Recurse (Join-Path $module 'src\main'), (Join-Path $module 'pom.xml'), (Join-Path $r 'pom.xml') | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime } | Select-Object -First 1;" ^
    "  if ($newer) { exit 3 } }"
if not errorlevel 3 goto run

if not exist "%PONDER_TARGET%" mkdir "%PONDER_TARGET%"
echo Building Ponder (the first time takes a minute or two)... 1>&2
if exist "%PONDER_TARGET%\lib" rmdir /s /q "%PONDER_TARGET%\lib"
if exist "%PONDER_TARGET%\javafx" rmdir /s /q "%PONDER_TARGET%\javafx"
del /q "%PONDER_TARGET%\ponder-*.jar" "%PONDER_ROOT%engine\runtime\target\ponder-*.jar" "%PONDER_ROOT%ui-resources\target\ponder-*.jar" 2>nul
call "%PONDER_ROOT%mvnw.cmd" -B -ntp -pl app -am package -Dmaven.test.skip=true >"%PONDER_TARGET%\launcher.log" 2>&1 <nul
if not errorlevel 1 goto run
rem No blocks here: a bracket in the folder's name or in an argument would end them.
for %%L in ("%PONDER_TARGET%\launcher.log") do echo Ponder could not be built: %%~L says why. 1>&2
exit /b 1

:run
rem Where Java writes down a crash of its own, if the folder is there: Ponder makes it when it starts.
set "PONDER_DATA=%USERPROFILE%\AppData\Roaming\Ponder"
if defined APPDATA set "PONDER_DATA=%APPDATA%\Ponder"
if defined PONDER_HOME set "PONDER_DATA=%PONDER_HOME%"
set "PONDER_REPORT=-XX:ErrorFile=%PONDER_DATA%\logs\hs_err_pid%%p.log"
for %%J in ("%PONDER_TARGET%\ponder-app-*.jar") do set "PONDER_JAR=%%~fJ"
rem The window without arguments, and with a model file alone, as a desktop opens it.
set "PONDER_WINDOW="
if "%~1"=="" set "PONDER_WINDOW=1"
if /i "%~x1"==".gguf" if "%~2"=="" set "PONDER_WINDOW=1"
if defined PONDER_WINDOW goto window
"%JAVA_HOME%\bin\java.exe" "@%PONDER_ROOT%app\src\main\launcher\cli.options" "%PONDER_REPORT%" -jar "%PONDER_JAR%" %*
exit /b %ERRORLEVEL%

:window
"%JAVA_HOME%\bin\java.exe" "@%PONDER_ROOT%app\src\main\launcher\window.options" "%PONDER_REPORT%" --module-path "%PONDER_TARGET%\javafx" -jar "%PONDER_JAR%" %*
exit /b %ERRORLEVEL%
