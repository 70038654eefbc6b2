"""What of the processor llama.cpp uses, from its own line about itself."""


def features_in_use(system_info: str) -> tuple[str, ...]:
    """Return the names that stand with "= 1" in the processor's part of llama.cpp's line, e.g.
    AVX2.

    The line has a part for each backend, which begins with the backend's name and a colon; one
    without any is all the processor's.
    """
    found: list[str] = []
    backend = "CPU"
    for piece in system_info.split("|"):
        named, colon, rest = piece.rpartition(":")
        backend = named.strip() if colon else backend
        name, _, value = rest.partition("=")
        if backend == "CPU" and value.strip() == "1":
            found.append(name.strip())
    return tuple(found)
