"""What the packages that mend a need are called, by package manager.

Like setup_words.py, this file keeps to Python 3.8.
"""

# What mends a need, by package manager. macOS's compiler has a command of its own.
PACKAGES = {
    "python": {
        "apt": "python3.11 python3.11-venv",
        "dnf": "python3.12",
        "pacman": "python",
        "brew": "python@3.12",
        "winget": "--id Python.Python.3.12",
    },
    "compiler": {
        "apt": "build-essential",
        "dnf": "gcc-c++ make",
        "pacman": "base-devel",
        "brew": "gcc",
        "winget": "--id Microsoft.VisualStudio.2022.BuildTools --override "
        '"--wait --passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"',
    },
    "venv": {
        "apt": "python3-venv",
        "dnf": "python3-libs",
        "pacman": "python",
        "brew": "python@3.12",
        "winget": "--id Python.Python.3.12",
    },
    "glslc": {"apt": "glslc", "dnf": "glslc", "pacman": "shaderc"},
    "libvulkan.so.1": {
        "apt": "libvulkan1",
        "dnf": "vulkan-loader",
        "pacman": "vulkan-icd-loader",
    },
    "vulkan-headers": {
        "apt": "libvulkan-dev spirv-headers",
        "dnf": "vulkan-headers spirv-headers-devel",
        "pacman": "vulkan-headers spirv-headers",
    },
    "vulkan-sdk": {"winget": "--id KhronosGroup.VulkanSDK"},
    "nvcc": {
        "apt": "nvidia-cuda-toolkit",
        "dnf": "cuda-toolkit",
        "pacman": "cuda",
        "winget": "--id Nvidia.CUDA",
    },
    "Xvfb": {"apt": "xvfb", "dnf": "xorg-x11-server-Xvfb", "pacman": "xorg-server-xvfb"},
    "xdotool": {"apt": "xdotool", "dnf": "xdotool", "pacman": "xdotool"},
    "libglib-2.0.so.0": {"apt": "libglib2.0-0", "dnf": "glib2", "pacman": "glib2"},
    "libzstd.so.1": {"apt": "libzstd1", "dnf": "libzstd", "pacman": "zstd"},
    "libEGL.so.1": {"apt": "libegl1", "dnf": "libglvnd-egl", "pacman": "libglvnd"},
    "libGL.so.1": {"apt": "libgl1", "dnf": "libglvnd-glx", "pacman": "libglvnd"},
    "libX11.so.6": {"apt": "libx11-6", "dnf": "libX11", "pacman": "libx11"},
    "libX11-xcb.so.1": {"apt": "libx11-xcb1", "dnf": "libX11-xcb", "pacman": "libx11"},
    "libdbus-1.so.3": {"apt": "libdbus-1-3", "dnf": "dbus-libs", "pacman": "dbus"},
    "libfontconfig.so.1": {"apt": "libfontconfig1", "dnf": "fontconfig", "pacman": "fontconfig"},
    "libfreetype.so.6": {"apt": "libfreetype6", "dnf": "freetype", "pacman": "freetype2"},
    "libxkbcommon.so.0": {
        "apt": "libxkbcommon0",
        "dnf": "libxkbcommon",
        "pacman": "libxkbcommon",
    },
    "libxkbcommon-x11.so.0": {
        "apt": "libxkbcommon-x11-0",
        "dnf": "libxkbcommon-x11",
        "pacman": "libxkbcommon-x11",
    },
    "libxcb-cursor.so.0": {
        "apt": "libxcb-cursor0",
        "dnf": "xcb-util-cursor",
        "pacman": "xcb-util-cursor",
    },
    "libxcb-icccm.so.4": {"apt": "libxcb-icccm4", "dnf": "xcb-util-wm", "pacman": "xcb-util-wm"},
    "libxcb-image.so.0": {
        "apt": "libxcb-image0",
        "dnf": "xcb-util-image",
        "pacman": "xcb-util-image",
    },
    "libxcb-keysyms.so.1": {
        "apt": "libxcb-keysyms1",
        "dnf": "xcb-util-keysyms",
        "pacman": "xcb-util-keysyms",
    },
    "libxcb-render-util.so.0": {
        "apt": "libxcb-render-util0",
        "dnf": "xcb-util-renderutil",
        "pacman": "xcb-util-renderutil",
    },
    "libxcb-randr.so.0": {"apt": "libxcb-randr0", "dnf": "libxcb", "pacman": "libxcb"},
    "libxcb-shape.so.0": {"apt": "libxcb-shape0", "dnf": "libxcb", "pacman": "libxcb"},
    "libxcb-xkb.so.1": {"apt": "libxcb-xkb1", "dnf": "libxcb", "pacman": "libxcb"},
    "libwayland-client.so.0": {
        "apt": "libwayland-client0",
        "dnf": "libwayland-client",
        "pacman": "wayland",
    },
    "libwayland-cursor.so.0": {
        "apt": "libwayland-cursor0",
        "dnf": "libwayland-cursor",
        "pacman": "wayland",
    },
}

INSTALL = {
    "apt": "sudo apt install {}",
    "dnf": "sudo dnf install {}",
    "pacman": "sudo pacman -S {}",
    "brew": "brew install {}",
    "winget": "winget install {}",
}
MANAGERS = {
    "linux": [("apt", "apt-get"), ("dnf", "dnf"), ("pacman", "pacman"), ("brew", "brew")],
    "darwin": [("brew", "brew")],
    "win32": [("winget", "winget")],
}
