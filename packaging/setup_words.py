"""What start.py says, in Korean and English, with the command that mends what is missing.

Korean unless the system's locale names another language; an unset, C or POSIX locale names
none. This file keeps to Python 3.8 so that start.py can word its refusal of an older Python.
"""

import io
import os
import shutil
import sys

from setup_packages import INSTALL, MANAGERS, PACKAGES

SENTENCES = {
    "old_python": (
        "나란히에는 Python 3.11 이상이 필요한데 지금 Python은 {found}입니다. {mend}",
        "Naranhi needs Python 3.11 or newer, and this one is {found}. {mend}",
    ),
    "no_screen": (
        "화면을 찾을 수 없어 창을 열 수 없습니다. 터미널에서는 이렇게 쓸 수 있습니다: {command}",
        "No display was found, so the window cannot open; in the terminal use: {command}",
    ),
    "no_libraries": (
        "필요한 시스템 라이브러리가 없습니다({names}). {mend}",
        "System libraries are missing ({names}). {mend}",
    ),
    "no_compiler": (
        "llama.cpp를 빌드할 C/C++ 컴파일러가 없습니다. {mend}",
        "There is no C/C++ compiler to build llama.cpp with. {mend}",
    ),
    "no_venv": (
        "Python의 가상 환경 모듈({names})이 없습니다. {mend}",
        "Python's virtual environment module ({names}) is missing. {mend}",
    ),
    "no_xvfb": (
        "화면 시험에 필요한 프로그램이 없습니다({names}). {mend}",
        "Programs that the window's tests need are missing ({names}). {mend}",
    ),
    "little_disk": (
        "디스크 공간이 모자랍니다. {folder} 쪽에 {needed}가 필요한데 {free}만 비어 있습니다.",
        "Too little disk space: {folder} needs {needed} and has {free} free.",
    ),
    "foreign_venv": (
        (
            "{folder} 폴더는 이 프로그램이 만든 것이 아니라서 손대지 않았습니다. "
            "다른 곳으로 옮기거나 지운 뒤 다시 실행하세요."
        ),
        (
            "The folder {folder} was not made by this program and was left alone; "
            "move or delete it, then run this again."
        ),
    ),
    "mend": ("이 명령으로 설치하세요: {command}", "To install: {command}"),
    "mend_unknown": (
        "시스템의 패키지 관리자로 설치하세요.",
        "Install it with your system's package manager.",
    ),
    "first_use": (
        "처음 쓰는 준비를 합니다. 10분쯤 걸리며, 중간에 멈춰도 다음에 이어서 합니다.",
        "Setting up for first use. This takes some ten minutes; if interrupted, it goes on later.",
    ),
    "waiting": (
        "다른 창에서 준비하는 중입니다. 끝나기를 기다립니다.",
        "Another start.py is setting up; waiting for it to finish.",
    ),
    "stopped": (
        "멈췄습니다. 같은 명령을 다시 실행하면 이어서 합니다.",
        "Stopped. Run the same command again to go on.",
    ),
    "failed": (
        (
            "준비하지 못했습니다: {step}. 위는 마지막 출력이고 전체는 {log}에 있습니다. "
            "고친 뒤 같은 명령을 다시 실행하면 이어서 합니다."
        ),
        (
            "Set-up failed: {step}. Above is the last of its output, all of it is in {log}. "
            "Run the same command again to go on."
        ),
    ),
    "unwritable": (
        "준비하지 못했습니다. 파일을 쓸 수 없습니다: {reason}",
        "Set-up failed: a file could not be written: {reason}",
    ),
    "again": (
        "가상 환경이 온전하지 않거나 바뀐 것이 있어 다시 만듭니다.",
        "The environment is incomplete or out of date and is made anew.",
    ),
    "goes_on": ("준비를 이어서 합니다.", "Going on with the set-up."),
    "done": ("준비를 마쳤습니다({time}).", "Set-up is complete ({time})."),
    "engine_for": (
        "엔진에 넣는 것: {names}.",
        "The engine is built for: {names}.",
    ),
    "engine_variants": (
        "CPU는 세대마다 따로 빌드해, 이 PC에 가장 빠른 것을 실행할 때 고릅니다.",
        "There is one CPU library a generation; the fastest for this PC is taken at run time.",
    ),
    "engine_cuda": (
        "CUDA까지 빌드하느라 시간이 두 배쯤 걸립니다(코어 2개에서 15분쯤 더).",
        "With CUDA it takes about twice as long (15 minutes more on 2 cores).",
    ),
    "engine_is_yours": (
        "직접 설치하신 llama-cpp-python {version}을 그대로 쓰고, 엔진을 빌드하지 않습니다.",
        "Your own llama-cpp-python {version} is used as it is; no engine is built.",
    ),
    "engine_other_version": (
        (
            "이 프로그램이 맞춰진 llama-cpp-python은 {wanted}입니다. 문제가 생기면 "
            "pip uninstall로 {version}을 지우고 start.py engine을 실행하세요."
        ),
        (
            "This program is made for llama-cpp-python {wanted}. Should {version} give trouble, "
            "remove it with pip uninstall and run start.py engine."
        ),
    ),
    "engine_unchanged": (
        "엔진은 이 PC에서 넣을 수 있는 것을 이미 모두 담고 있습니다: {names}.",
        "The engine already has all that can be built here: {names}.",
    ),
    "no_vulkan_tools": (
        "Vulkan(GPU)을 뺐습니다. {names}이(가) 없습니다. {mend}",
        "Vulkan (GPUs) is left out: {names} is missing. {mend}",
    ),
    "no_vulkan_sdk": (
        "Vulkan(GPU)을 뺐습니다. Vulkan SDK가 없습니다. {mend}",
        "Vulkan (GPUs) is left out: there is no Vulkan SDK. {mend}",
    ),
    "old_vulkan_headers": (
        (
            "Vulkan(GPU)을 뺐습니다. Vulkan 헤더는 {needed} 이상이어야 하는데 여기 것은 "
            "{found}입니다. Vulkan SDK를 풀어 VULKAN_SDK로 알려 주거나, 새 시스템이면: {mend}"
        ),
        (
            "Vulkan (GPUs) is left out: its headers must be {needed} or newer, and these are "
            "{found}. Unpack the Vulkan SDK and name it in VULKAN_SDK; on a newer system: {mend}"
        ),
    ),
    "no_nvcc": (
        "CUDA를 뺐습니다. NVIDIA GPU({gpu})는 있지만 CUDA 컴파일러 nvcc가 없습니다. {mend}",
        "CUDA is left out: there is an NVIDIA GPU ({gpu}) but no CUDA compiler, nvcc. {mend}",
    ),
    "left_out_then": (
        "그런 다음 이 명령으로 엔진에 넣습니다: python3 packaging/start.py engine",
        "Then build it in with: python3 packaging/start.py engine",
    ),
    "headers_failed": (
        "Vulkan(GPU)을 뺐습니다. 헤더를 apt로 받지 못했습니다. 까닭은 {log}에 있습니다.",
        "Vulkan (GPUs) is left out: its headers could not be fetched by apt; {log} says why.",
    ),
    "backend_failed": (
        (
            "{name}이(가) 빌드되지 않아 빼고 이어서 합니다. 까닭은 {log}에 있습니다. "
            "고친 뒤 python3 packaging/start.py engine으로 다시 해 볼 수 있습니다."
        ),
        (
            "{name} did not build and is left out; {log} says why. Once mended, "
            "python3 packaging/start.py engine tries again."
        ),
    ),
    "backend_options": (
        "CMAKE_ARGS를 더합니다: {options}",
        "Adding CMAKE_ARGS: {options}",
    ),
    "step_venv": ("가상 환경 만들기", "Making the environment"),
    "step_packages": ("패키지 설치", "Installing packages"),
    "step_source": ("llama.cpp 소스 받기", "Fetching llama.cpp's source"),
    "step_headers": ("Vulkan 헤더 받기", "Fetching Vulkan's headers"),
    "step_own": ("직접 설치하신 엔진 옮기기", "Bringing over your own engine"),
    "step_wheel": ("llama.cpp 빌드", "Building llama.cpp"),
    "step_engine": ("llama.cpp 설치", "Installing llama.cpp"),
    "step_check": ("llama.cpp 확인", "Checking llama.cpp"),
    "step_tests": ("시험 도구 설치", "Installing the test tools"),
}


def language(argv, environ, system_language=None):
    """Return "ko" or "en" for the command line, the locale variables and the system."""
    for i, word in enumerate(argv):
        chosen = word[7:] if word.startswith("--lang=") else ""
        if word == "--lang" and i + 1 < len(argv):
            chosen = argv[i + 1]
        if chosen in ("ko", "en"):
            return chosen
    named = next((environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(k)), "")
    named = named or system_language or ""
    named = named.split(".")[0].lower()
    return "ko" if named in ("", "c", "posix") or named.startswith("ko") else "en"


def windows_language():
    """Return Windows' display language as "ko" or "en", None on other systems."""
    if sys.platform != "win32":
        return None
    import ctypes

    # The low ten bits of a language identifier are the language; 0x12 is Korean.
    return "ko" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x12 else "en"


def package_manager(platform, which):
    """Return the name of the package manager that is there, or None."""
    for name, program in MANAGERS.get(platform, []):
        if which(program):
            return name
    return None


class Words:
    """One language and one package manager, and where the words go (standard error)."""

    def __init__(self, lang, platform, manager, root=False, stream=None):
        """Take what was found; ``root`` tells that no sudo is needed."""
        self.lang = lang
        self.platform = platform
        self.manager = manager
        self.root = root
        self.stream = stream if stream is not None else sys.stderr

    @classmethod
    def of_system(cls, argv, environ=None):
        """Return the words for this system and command line."""
        environ = os.environ if environ is None else environ
        if isinstance(sys.stderr, io.TextIOWrapper) and hasattr(sys.stderr, "reconfigure"):
            sys.stderr.reconfigure(errors="replace")
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        manager = package_manager(sys.platform, shutil.which)
        return cls(language(argv, environ, windows_language()), sys.platform, manager, root)

    def text(self, key, **parts):
        """Return the sentence ``key`` with its parts filled in."""
        return SENTENCES[key][0 if self.lang == "ko" else 1].format(**parts)

    def mend(self, *needs):
        """Return the sentence part that tells how to install ``needs``."""
        if self.platform == "darwin" and needs == ("compiler",):
            return self.text("mend", command="xcode-select --install")
        found = [PACKAGES[need].get(self.manager or "", "") for need in needs]
        if not all(found):
            return self.text("mend_unknown")
        command = INSTALL[self.manager].format(" ".join(dict.fromkeys(found)))
        if self.root:
            command = command.replace("sudo ", "")
            # A container's package lists are empty until they are fetched.
            command = "apt update && " + command if self.manager == "apt" else command
        return self.text("mend", command=command)

    def tell(self, key, **parts):
        """Print the sentence ``key``."""
        self.say(self.text(key, **parts))

    def say(self, line):
        """Print one line."""
        self.stream.write(line + "\n")
        self.stream.flush()
