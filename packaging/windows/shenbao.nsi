; One installer: makensis -DVERSION=0.1.0 -DFILES=folder -DOUT=installer.exe [-DRUNTIME=MicrosoftEdgeWebView2RuntimeInstallerX64.exe]
; FILES holds shenbao-desktop.exe, shenbao.exe, what they load, and forms, fonts, licences. With RUNTIME the installer brings
; the WebView2 runtime and downloads nothing; without it a machine that lacks the runtime is told which installer to take.
; With -DSTUB=amd64-unicode the installer itself is of 64 bits, where makensis has that stub: Debian's has, Windows' own has not.
!ifdef STUB
  Target ${STUB}
!endif
Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
Name "申报"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Shenbao"
InstallDirRegKey HKCU "Software\Shenbao" "Folder"

!include "MUI2.nsh"
!include "LogicLib.nsh"
!define MUI_ICON "${FILES}\icon.ico"
!define MUI_UNICON "${FILES}\icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\shenbao-desktop.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "申报"
VIAddVersionKey /LANG=2052 "FileDescription" "申报 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shenbao"
!define CLIENT "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

; In $0 the runtime's version; empty where there is none.
Function FindRuntime
  ReadRegStr $0 HKLM "SOFTWARE\WOW6432Node\${CLIENT}" "pv"
  ${If} $0 == ""
    ReadRegStr $0 HKLM "SOFTWARE\${CLIENT}" "pv"
  ${EndIf}
  ${If} $0 == ""
    ReadRegStr $0 HKCU "Software\${CLIENT}" "pv"
  ${EndIf}
  ${If} $0 == "0.0.0.0"
    StrCpy $0 ""
  ${EndIf}
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  File /r "${FILES}\*"
  Call FindRuntime
  ${If} $0 == ""
!ifdef RUNTIME
    File "/oname=$PLUGINSDIR\webview2.exe" "${RUNTIME}"
    ExecWait '"$PLUGINSDIR\webview2.exe" /silent /install' $1
    Call FindRuntime
    ${If} $0 == ""
      MessageBox MB_OK|MB_ICONEXCLAMATION "WebView2 运行时未能安装（代码 $1），窗口暂时无法打开。请联系本机管理员安装该运行时。" /SD IDOK
    ${EndIf}
!else
    MessageBox MB_OK|MB_ICONEXCLAMATION "本机没有 WebView2 运行时，窗口暂时无法打开。请改用文件名含“含运行时”的安装程序，它不需要联网。" /SD IDOK
!endif
  ${EndIf}
  CreateDirectory "$SMPROGRAMS"
  CreateShortcut "$SMPROGRAMS\申报.lnk" "$INSTDIR\shenbao-desktop.exe" "" "$INSTDIR\icon.ico"
  WriteRegStr HKCU "Software\Classes\.shenbao" "" "Shenbao.File"
  WriteRegStr HKCU "Software\Classes\Shenbao.File" "" "加密申报文件"
  WriteRegStr HKCU "Software\Classes\Shenbao.File\DefaultIcon" "" "$INSTDIR\icon.ico"
  WriteRegStr HKCU "Software\Classes\Shenbao.File\shell\open\command" "" '"$INSTDIR\shenbao-desktop.exe" "%1"'
  WriteRegStr HKCU "Software\Shenbao" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "申报"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\icon.ico"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

; The library lies elsewhere and stays.
Section "Uninstall"
  Delete "$INSTDIR\shenbao-desktop.exe"
  Delete "$INSTDIR\shenbao.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\icon.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir /r "$INSTDIR\forms"
  RMDir /r "$INSTDIR\fonts"
  RMDir /r "$INSTDIR\licences"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\申报.lnk"
  DeleteRegKey HKCU "Software\Classes\Shenbao.File"
  ReadRegStr $0 HKCU "Software\Classes\.shenbao" ""
  ${If} $0 == "Shenbao.File"
    DeleteRegKey HKCU "Software\Classes\.shenbao"
  ${EndIf}
  DeleteRegKey HKCU "Software\Shenbao"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
