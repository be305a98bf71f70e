; The setup for Windows, in Arabic and English, for one person or for everybody:
;   makensis -DVERSION=X.Y.Z -DSOURCE=..\..\build\frozen\sijill -DICON=..\..\build\icons\sijill.ico sijill.nsi
; Silent: sijill-setup.exe /S [/AllUsers | /CurrentUser] [/D=C:\folder]. Uninstalling never touches a store: it takes out
; what was put in, by name, and a folder only when nothing else is left in it.
Target amd64-unicode
!ifndef VERSION
  !error "say -DVERSION=..."
!endif
!ifndef OUTPUT
  !define OUTPUT "sijill-${VERSION}-setup.exe"
!endif

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "Sijill"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "Software\Sijill"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "Folder"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "Software\Sijill"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "Folder"
!define MULTIUSER_USE_PROGRAMFILES64
!include MultiUser.nsh
!include MUI2.nsh
!include x64.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Sijill"

Name "Sijill"
OutFile "${OUTPUT}"
SetCompressor /SOLID lzma
BrandingText "Sijill ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Sijill"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Sijill setup"
VIAddVersionKey /LANG=0 "LegalCopyright" "Apache License 2.0"

!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!define MUI_ABORTWARNING
!define MUI_LANGDLL_ALLLANGUAGES
!define MUI_LANGDLL_REGISTRY_ROOT SHCTX
!define MUI_LANGDLL_REGISTRY_KEY "Software\Sijill"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_FINISHPAGE_RUN "$INSTDIR\sijill.exe"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Arabic"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString SHORTCUT ${LANG_ARABIC} "سِجِلّ"
LangString SHORTCUT ${LANG_ENGLISH} "Sijill"
LangString BUNDLE ${LANG_ARABIC} "حزمة سِجِلّ"
LangString BUNDLE ${LANG_ENGLISH} "Sijill bundle"
LangString RUNNING ${LANG_ARABIC} "سِجِلّ مفتوح الآن. أغلقه ثم تابع."
LangString RUNNING ${LANG_ENGLISH} "Sijill is open. Close it, then go on."
LangString OLD_WINDOWS ${LANG_ARABIC} "يحتاج سِجِلّ إلى Windows بمعمارية 64 بت."
LangString OLD_WINDOWS ${LANG_ENGLISH} "Sijill needs a 64-bit Windows."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(OLD_WINDOWS)" /SD IDOK
    Abort
  ${EndIf}
  SetRegView 64
  StrCpy $R9 $INSTDIR ; a folder said with /D, which choosing for whom would forget
  !insertmacro MULTIUSER_INIT
  ${If} $R9 != ""
    StrCpy $INSTDIR $R9
  ${EndIf}
  ${IfNot} ${Silent}
    !insertmacro MUI_LANGDLL_DISPLAY
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  StrCpy $R9 $INSTDIR
  !insertmacro MULTIUSER_UNINIT
  StrCpy $INSTDIR $R9
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

; A program that is running keeps its file open: it cannot be renamed, and nothing is changed until it can.
!macro WAIT_UNTIL_CLOSED
  ${If} ${FileExists} "$INSTDIR\sijill.exe"
    ClearErrors
    Rename "$INSTDIR\sijill.exe" "$INSTDIR\sijill.old"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDOK
      SetErrorLevel 3
      Abort
    ${EndIf}
    Rename "$INSTDIR\sijill.old" "$INSTDIR\sijill.exe"
  ${EndIf}
!macroend

; What the setup puts in, and nothing beside it: stores and choices of a portable copy stay where they are.
!macro TAKE_OUT
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\sijill.exe"
  Delete "$INSTDIR\sijill-console.exe"
  Delete "$INSTDIR\sbom.cdx.json"
!macroend

Section
  !insertmacro WAIT_UNTIL_CLOSED
  !insertmacro TAKE_OUT
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\$(SHORTCUT).lnk" "$INSTDIR\sijill.exe"

  WriteRegStr SHCTX "Software\Sijill" "Folder" "$INSTDIR"
  WriteRegStr SHCTX "Software\Sijill" "Shortcut" "$SMPROGRAMS\$(SHORTCUT).lnk"
  WriteRegStr SHCTX "Software\Classes\.sijill" "" "Sijill.Bundle"
  WriteRegStr SHCTX "Software\Classes\Sijill.Bundle" "" "$(BUNDLE)"
  WriteRegStr SHCTX "Software\Classes\Sijill.Bundle\DefaultIcon" "" "$INSTDIR\sijill.exe,0"
  WriteRegStr SHCTX "Software\Classes\Sijill.Bundle\shell\open\command" "" '"$INSTDIR\sijill.exe" "%1"'

  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Sijill"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Sijill"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\sijill.exe,0"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section Uninstall
  !insertmacro WAIT_UNTIL_CLOSED
  !insertmacro TAKE_OUT
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays when anything else is in it
  ReadRegStr $0 SHCTX "Software\Sijill" "Shortcut"
  ${If} $0 != ""
    Delete "$0"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\Sijill.Bundle"
  ReadRegStr $0 SHCTX "Software\Classes\.sijill" ""
  ${If} $0 == "Sijill.Bundle"
    DeleteRegKey SHCTX "Software\Classes\.sijill"
  ${EndIf}
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "Software\Sijill"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
