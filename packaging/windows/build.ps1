# Builds the Windows program and its setup from the lock file, in PowerShell on a Windows machine:
#   powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1
# Needs: Python 3.11 or later from python.org (py launcher), git, and NSIS 3 (makensis on PATH or in Program Files).
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Done($what) { if ($LASTEXITCODE -ne 0) { throw "$what failed" } }

$python = "build\venv\Scripts\python.exe"
if (-not (Test-Path $python)) { py -3 -m venv build\venv; Done "venv" }
& $python -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary=:all: -r requirements-package.lock; Done "pip"
& $python -m pip --disable-pip-version-check install --quiet --no-build-isolation --no-deps -e .; Done "pip"

& $python packaging\freeze.py; Done "freezing"

$version = & $python -c "import tomllib; print(tomllib.load(open('pyproject.toml', 'rb'))['project']['version'])"
$makensis = (Get-Command makensis -ErrorAction SilentlyContinue).Source
if (-not $makensis) { $makensis = "${env:ProgramFiles(x86)}\NSIS\makensis.exe" }
New-Item -ItemType Directory -Force dist | Out-Null
& $makensis "-DVERSION=$version" "-DSOURCE=$PWD\build\frozen\sijill" "-DICON=$PWD\build\icons\sijill.ico" "-DOUTPUT=$PWD\dist\sijill-$version-setup.exe" packaging\windows\sijill.nsi; Done "makensis"
$setup = "dist\sijill-$version-setup.exe"
$digest = (Get-FileHash $setup -Algorithm SHA256).Hash.ToLower()
"$digest  sijill-$version-setup.exe" | Out-File -Encoding ascii "$setup.sha256"
Write-Output "$digest  $setup"
# Signing, where a certificate is at hand: signtool sign /fd SHA256 /tr <timestamp server> /td SHA256 $setup
