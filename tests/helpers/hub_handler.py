"""How the local Hub and its CDN answer one request."""

import contextlib
import re
import time
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.helpers.hub_faults import Asked
from tests.helpers.hub_repos import HubFile, Repo, quoted, to_json

if TYPE_CHECKING:
    from tests.helpers.hub_server import HubServer, LocalHub

CHUNK = 4 * 1024 * 1024
HTML = "<!DOCTYPE html>\n<html><body>로그인이 필요합니다</body></html>".encode()
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_RESOLVE = re.compile(r"/(?P<repo>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<file>.+)")
_API = re.compile(
    r"/api/models/(?P<repo>[^/]+/[^/]+)"
    r"(?:/(?P<what>revision|tree)/(?P<revision>[^/]+)(?:/(?P<under>.+))?)?"
)
_CDN = re.compile(r"/files/(?P<repo>[^/]+/[^/]+)/(?P<epoch>\d+)/(?P<file>.+)")


class HubHandler(BaseHTTPRequestHandler):
    """One connection of the Hub, of the CDN or of the third host."""

    protocol_version = "HTTP/1.1"
    server: "HubServer"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: the requests are kept in the Hub."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    @property
    def _hub(self) -> "LocalHub":
        return self.server.hub

    def _answer(self) -> None:
        self._hub.note(self.command, self.path, self.headers)
        parts = urlsplit(self.path)
        path, query = unquote(parts.path), parse_qs(parts.query)
        with contextlib.suppress(ConnectionError, TimeoutError):
            if self.server.role != "hub":
                self._answer_cdn(path)
            elif path == "/api/models":
                if not self._failed(Asked(path)):
                    self._search(query)
            elif match := _RESOLVE.fullmatch(path):
                self._resolve(Asked(path, match["repo"], match["file"]), match["revision"], query)
            elif match := _API.fullmatch(path):
                self._api(path, match, query)
            else:
                self._send(404, to_json({"error": "Not found"}))

    def _failed(self, asked: Asked) -> bool:
        where = "hub" if self.server.role == "hub" else "cdn"
        if fault := self._hub.faults.take("status", asked, where):
            headers = {"X-Error-Code": fault.error_code, "Retry-After": fault.retry_after or ""}
            self._send(fault.value, to_json({"error": f"status {fault.value}"}), headers)
            return True
        if fault := self._hub.faults.take("answer", asked, where):
            self._send(fault.value, fault.body, fault.headers)
            return True
        if self.server.role == "hub" and self._hub.faults.take("redirect_loop", asked):
            hop = int(parse_qs(urlsplit(self.path).query).get("hop", ["0"])[0])
            self._redirect(f"{quoted(asked.url_path)}?hop={hop + 1}", {})
            return True
        if asked.url_path.startswith("/api/") and self._hub.faults.take("html", asked):
            self._send(200, HTML, content_type="text/html; charset=utf-8")
            return True
        if asked.url_path.startswith("/api/") and self._hub.faults.take("leak_redirect", asked):
            self._redirect(f"{self._hub.third_endpoint}{self.path}", {})
            return True
        return False

    def _token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def _refused(self, repo: Repo | None, *, for_file: bool) -> bool:
        """Answer as the Hub does where the repo may not be seen, or not be fetched from."""
        token = self._token()
        if token and token not in self._hub.tokens:
            message = "Invalid credentials in Authorization header"
            self._send(401, to_json({"error": message}), {"X-Error-Message": message})
        elif repo is None or (repo.private and repo.name not in self._hub.tokens.get(token, ())):
            code = 404 if token else 401
            self._send(code, to_json({"error": "no"}), {"X-Error-Code": "RepoNotFound"})
        elif for_file and repo.gated and repo.name not in self._hub.tokens.get(token, ()):
            code = 403 if token else 401
            self._send(code, to_json({"error": "gated"}), {"X-Error-Code": "GatedRepo"})
        else:
            return False
        return True

    def _search(self, query: dict[str, list[str]]) -> None:
        words = query.get("search", [""])[0].lower().split()
        found = [
            repo.hit()
            for repo in self._hub.repos.values()
            if all(word in repo.name.lower() for word in words)
            and not repo.private
            and ("gguf" not in query.get("filter", []) or "gguf" in repo.tags)
        ]
        self._send(200, to_json(found[: int(query.get("limit", ["1000"])[0])]))

    def _api(self, path: str, match: re.Match[str], query: dict[str, list[str]]) -> None:
        repo = self._hub.repos.get(match["repo"])
        if self._failed(Asked(path)) or self._refused(repo, for_file=False):
            return
        assert repo is not None
        if not repo.has_revision(match["revision"] or "main"):
            self._send(404, to_json({"error": "no"}), {"X-Error-Code": "RevisionNotFound"})
        elif match["what"] == "tree":
            self._tree(repo, query)
        else:
            self._send(200, to_json(repo.info(blobs="blobs" in query)))

    def _tree(self, repo: Repo, query: dict[str, list[str]]) -> None:
        recursive = query.get("recursive", ["false"])[0].lower() == "true"
        entries, size = repo.tree(recursive=recursive), self._hub.page_size
        at = int(query.get("cursor", ["0"])[0])
        headers: dict[str, str] = {}
        if at + size < len(entries):
            base = f"{self._hub.endpoint}{urlsplit(self.path).path}"
            following = f"{base}?recursive={recursive}&cursor={at + size}"
            headers["Link"] = f'<{following}>; rel="next"'
        self._send(200, to_json(entries[at : at + size]), headers)

    def _resolve(self, asked: Asked, revision: str, query: dict[str, list[str]]) -> None:
        repo = self._hub.repos.get(asked.repo)
        if self._failed(asked) or self._refused(repo, for_file=True):
            return
        assert repo is not None
        if not repo.has_revision(revision):
            self._send(404, to_json({"error": "no"}), {"X-Error-Code": "RevisionNotFound"})
            return
        headers = {"X-Repo-Commit": repo.commit}
        file = repo.files.get(asked.file)
        if file is None:
            self._send(404, to_json({"error": "no"}), {**headers, "X-Error-Code": "EntryNotFound"})
        elif self._hub.faults.take("leak_redirect", asked):
            link = self._hub.link(asked.repo, file)
            self._redirect(f"{self._hub.third_endpoint}{link}", headers)
        elif file.is_lfs and self._hub.redirects:
            headers |= {"X-Linked-Size": str(file.size), "X-Linked-Etag": f'"{file.sha256}"'}
            link = self._hub.link(asked.repo, file)
            self._redirect(f"{self._hub.cdn_endpoint}{link}", headers)
        else:
            self._serve(asked, file, headers)

    def _answer_cdn(self, path: str) -> None:
        match = _CDN.fullmatch(path)
        repo = self._hub.repos.get(match["repo"]) if match else None
        if match is None or repo is None or match["file"] not in repo.files:
            self._send(404, b"<Error>NoSuchKey</Error>", content_type="application/xml")
            return
        asked = Asked(path, match["repo"], match["file"])
        if self.headers.get("Authorization") and self.server.role == "cdn":
            # Signed links and a token at once are refused by the real ones too.
            self._send(400, b"<Error>InvalidArgument</Error>", content_type="application/xml")
        elif int(match["epoch"]) != self._hub.faults.epoch(asked.file):
            self._send(403, b"<Error>expired</Error>", content_type="application/xml")
        elif not self._failed(asked):
            self._serve(asked, repo.files[asked.file], {})

    def _serve(self, asked: Asked, file: HubFile, headers: dict[str, str]) -> None:
        faults = self._hub.faults
        if faults.take("html", asked):
            self._send(200, HTML, content_type="text/html; charset=utf-8")
            return
        size, etag = file.size, file.sha256 if file.is_lfs else file.oid
        if fault := faults.take("wrong_length", asked):
            size -= fault.value
        if faults.take("change_etag", asked):
            etag = f"changed-{etag[:16]}"
        headers |= {"ETag": f'"{etag}"'}
        start, stop, status = 0, size, 200
        wanted = _RANGE.fullmatch(self.headers.get("Range", ""))
        if not faults.take("no_range", asked):
            headers["Accept-Ranges"] = "bytes"
            if wanted and self.headers.get("If-Range", f'"{etag}"') == f'"{etag}"':
                start, stop = int(wanted[1]), min(size, int(wanted[2] or size - 1) + 1)
                status = 206
                if start >= size:
                    self._send(416, b"", {**headers, "Content-Range": f"bytes */{size}"})
                    return
                headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(stop - start)}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/octet-stream")
        self.end_headers()
        if self.command != "HEAD":
            self._send_body(asked, file, start, stop)

    def _send_body(self, asked: Asked, file: HubFile, start: int, stop: int) -> None:
        faults = self._hub.faults
        end, hangs = stop, False
        flip = file.size // 2 if faults.take("wrong_bytes", asked) else -1
        if fault := faults.take("hang", asked, span=(start, stop)):
            end, hangs = fault.value, True
        elif fault := faults.take("cut", asked, span=(start, stop)):
            end = fault.value
        drip = faults.take("drip", asked)
        if drip is not None or flip >= 0 or isinstance(file.content, bytes):
            self._send_pieces(file, start, end, flip, drip.value if drip else 0)
        else:
            self._send_file(file, start, end)
        if hangs:
            self._hub.closing.wait()
        if end < stop or hangs:
            self.close_connection = True

    def _send_file(self, file: HubFile, start: int, end: int) -> None:
        assert not isinstance(file.content, bytes)
        with file.content.open("rb") as source:
            while start < end and not self._hub.closing.is_set():
                # Counted before it is sent: whoever has got all of it finds it counted.
                step = min(CHUNK * 4, end - start)
                self._hub.count_sent(step)
                sent = self.connection.sendfile(source, start, step)
                self._hub.count_sent(sent - step)
                start += sent

    def _send_pieces(self, file: HubFile, start: int, end: int, flip: int, rate: int) -> None:
        step = max(1, min(CHUNK, rate // 20)) if rate else CHUNK
        begun, sent = time.monotonic(), 0
        while start < end:
            data = bytearray(file.read(start, min(end, start + step)))
            if start <= flip < start + len(data):
                data[flip - start] ^= 0xFF
            self._hub.count_sent(len(data))
            self.wfile.write(data)
            start, sent = start + len(data), sent + len(data)
            ahead = sent / rate - (time.monotonic() - begun) if rate else 0.0
            if self._hub.closing.wait(ahead) if ahead > 0 else self._hub.closing.is_set():
                self.close_connection = True
                return

    def _redirect(self, url: str, headers: dict[str, str]) -> None:
        self._send(302, b"", {**headers, "Location": url})

    def _send(
        self,
        status: int,
        body: bytes,
        headers: dict[str, str] | None = None,
        *,
        content_type: str = "application/json; charset=utf-8",
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
