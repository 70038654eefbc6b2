"""Teams and models of a made-up catalogue: every licence, and models that cannot run."""

from app.core.catalogue import (
    CatalogueFile,
    CatalogueModel,
    GgufRepo,
    Licence,
    Team,
    Text,
    Thinking,
)
from app.core.run import Sampling


def text(ko: str, en: str = "") -> Text:
    return Text(ko=ko, en=en or ko)


TEAMS = (
    Team(
        id="naver", name=text("네이버클라우드", "NAVER Cloud"), national=True, flagship="seed-think"
    ),
    Team(id="upstage", name=text("업스테이지", "Upstage"), national=True, flagship="solar-open"),
    Team(id="skt", name=text("SK텔레콤", "SK Telecom"), national=True, flagship="ax-k1"),
    Team(id="lg", name=text("LG AI연구원", "LG AI Research"), national=True, flagship="exaone-32b"),
    Team(id="nc", name=text("NC AI"), national=True, flagship="vaetki"),
    Team(id="kt", name=text("KT")),
)

SEED = Licence(
    name="HyperCLOVA X SEED Model License Agreement",
    badge="conditional",
    meaning=text(
        "써도 됩니다. 다만 'Powered by HyperCLOVA X'를 보여야 하고, "
        "한 달에 1,000만 명 넘게 쓰면 따로 허락을 받아야 합니다.",
        "Yes, if “Powered by HyperCLOVA X” is shown; above ten million users a month a separate "
        "licence is needed.",
    ),
    source="https://huggingface.co/naver-hyperclovax/SEED/blob/main/LICENSE",
    must_show=("Powered by HyperCLOVA X",),
    hub_tags=("hyperclovax-seed",),
)
APACHE = Licence(
    name="Apache-2.0",
    badge="commercial",
    meaning=text("써도 됩니다.", "Yes."),
    source="https://www.apache.org/licenses/LICENSE-2.0",
    hub_tags=("apache-2.0",),
)
EXAONE = Licence(
    name="EXAONE AI Model License 1.1 - NC",
    badge="noncommercial",
    meaning=text(
        "안 됩니다. 연구에만 쓸 수 있고, 답으로 돈을 벌 수 없습니다.",
        "No. It is for research only; its answers must not earn money.",
    ),
    source="https://huggingface.co/LGAI-EXAONE/EXAONE-4.0-1.2B/blob/main/LICENSE",
)
UNKNOWN = Licence(
    name="",
    badge="unverified",
    meaning=text("아직 모릅니다. 원문을 보지 못했습니다.", "Not known: nobody has seen the text."),
)


def model(model_id: str, team: str, name: Text, licence: Licence, size: float, **more: object):
    facts: dict[str, object] = {
        "id": model_id,
        "family": team,
        "team": team,
        "name": name,
        "licence": licence,
        "parameters_b": size,
        "repo": f"{team}/{model_id}",
        "repos": (GgufRepo(repo=f"{team}/{model_id}-GGUF", kind="official"),),
        "architecture": "llama",
        "context": 32768,
        "released": "2025-07",
        "sources": (f"https://huggingface.co/{team}/{model_id}",),
        "files": tuple(
            CatalogueFile(
                repo=f"{team}/{model_id}-GGUF",
                quantisation=quantisation,
                file=f"{model_id}-{quantisation}.gguf",
                size_bytes=round(size * bits / 8 * 1e9),
            )
            for quantisation, bits in (("Q4_K_M", 4.8), ("Q8_0", 8.5), ("BF16", 16.0))
        ),
    }
    return CatalogueModel(**(facts | more))  # pyright: ignore[reportArgumentType]


CANNOT = text(
    "이 프로그램에 든 llama.cpp는 이 모델의 구조를 아직 모릅니다.",
    "The llama.cpp in this program does not know this model's architecture yet.",
)
MODELS = (
    model("seed-0.5b", "naver", text("HyperCLOVA X SEED 0.5B"), SEED, 0.57, context=8192),
    model("seed-1.5b", "naver", text("HyperCLOVA X SEED 1.5B"), SEED, 1.5),
    model(
        "seed-think",
        "naver",
        text("HyperCLOVA X SEED Think 14B"),
        SEED,
        14.7,
        architecture="hcx-seed-think",
        cannot_run=CANNOT,
        needs=text("네이버의 llama.cpp 갈래", "NAVER's own branch of llama.cpp"),
        nearest="seed-1.5b",
    ),
    model("solar", "upstage", text("Solar 10.7B"), UNKNOWN, 10.7, files=(), context=4096),
    model(
        "solar-open",
        "upstage",
        text("Solar Open 100B"),
        SEED,
        102.6,
        active_b=12.0,
        architecture="glm4moe",
    ),
    model("ax-light", "skt", text("A.X 4.0 Light"), APACHE, 7.3, architecture="qwen2"),
    model(
        "ax-k1",
        "skt",
        text("A.X K1"),
        APACHE,
        519.0,
        active_b=33.0,
        cannot_run=CANNOT,
        needs=text("vLLM과 80 GiB GPU 여덟 장", "vLLM and eight GPUs of 80 GiB"),
        nearest="ax-light",
        files=(),
    ),
    model(
        "exaone-1.2b",
        "lg",
        text("EXAONE 4.0 1.2B"),
        EXAONE,
        1.28,
        architecture="exaone4",
        sampling=Sampling(temperature=0.1, top_p=0.95, top_k=0, min_p=0.0),
        sampling_thinking=Sampling(temperature=0.6, top_p=0.95, top_k=0, min_p=0.0),
        thinking=Thinking(),
        problems=(
            text(
                "한국어로 물을 때 temperature를 0.1보다 높이면 다른 언어가 섞입니다.",
                "Above temperature 0.1 other languages slip into Korean answers.",
            ),
        ),
    ),
    model("exaone-32b", "lg", text("EXAONE 4.0 32B"), EXAONE, 32.0, architecture="exaone4"),
    model(
        "vaetki",
        "nc",
        text("배키 112B", "VAETKI 112B"),
        UNKNOWN,
        112.2,
        active_b=10.1,
        cannot_run=CANNOT,
        needs=text("vLLM과 80 GiB GPU 네 장", "vLLM and four GPUs of 80 GiB"),
        nearest="ax-light",
        files=(),
    ),
    model("midm", "kt", text("믿:음 2.0 Base", "Mi:dm 2.0 Base"), APACHE, 11.5),
)
