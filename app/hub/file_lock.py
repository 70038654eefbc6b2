"""One writer a file, also between two windows: a lock that the system drops with its process."""

import errno
import os
import sys

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 62
    """Windows keeps others from reading what is locked: a byte far behind any file's end."""

    def lock(descriptor: int) -> bool:
        """Lock an open file for this descriptor; False where another holds it."""
        at = os.lseek(descriptor, 0, os.SEEK_CUR)
        try:
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EDEADLOCK}:
                return False
            raise
        finally:
            os.lseek(descriptor, at, os.SEEK_SET)
        return True

else:
    import fcntl

    _NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}

    def lock(descriptor: int) -> bool:
        """Lock an open file for this descriptor; False where another holds it.

        A file system without locks (some network drives) is gone without.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        return True
