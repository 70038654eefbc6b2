"""How much of the network downloads may take, as the person wishes; remembered."""

from dataclasses import dataclass

from app.services.downloads import Downloads
from app.services.settings import DOWNLOAD_RATE, DOWNLOADS_AT_ONCE, Settings


@dataclass(frozen=True)
class DownloadLimits:
    """``bytes_per_s`` is for all downloads together, 0 for no limit."""

    bytes_per_s: int
    at_once: int


def wished_limits(settings: Settings) -> DownloadLimits:
    """Return what the person wishes."""
    return DownloadLimits(settings.get(DOWNLOAD_RATE), settings.get(DOWNLOADS_AT_ONCE))


def change_limits(limits: DownloadLimits, settings: Settings, downloads: Downloads) -> None:
    """Remember ``limits`` and keep to them from now on."""
    settings.set(DOWNLOAD_RATE, limits.bytes_per_s)
    settings.set(DOWNLOADS_AT_ONCE, limits.at_once)
    downloads.set_rate(limits.bytes_per_s)
    downloads.set_parallel(limits.at_once)
