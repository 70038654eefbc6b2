"""``report``: what was measured, as a file for people or programs."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.common_options import calibrate_option, json_option, models_option
from app.cli.session import Session
from app.services.settings import MAX_WON_PER_KWH
from app.services.translation import tr


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def report(
        what: Annotated[
            str,
            typer.Argument(
                metavar="pc|comparison|measurement|sheet",
                help=tr(
                    "pc: 이 PC에서 돌릴 수 있는지 한 장으로. comparison: 비교. "
                    "measurement: 측정. sheet: 문제지"
                ),
            ),
        ],
        name: Annotated[
            str,
            typer.Argument(metavar="ID", help=tr("기록의 이름 앞부분. 없으면 가장 새것입니다")),
        ] = "",
        to: Annotated[
            Path | None,
            typer.Option(
                "--to",
                metavar="FILE",
                help=tr(
                    "쓸 파일. 끝에 따라 csv, json, md, html, pdf, png. 비교의 png는 포스터입니다. "
                    "없으면 Markdown으로 보여 줍니다"
                ),
            ),
        ] = None,
        models: Annotated[
            list[str] | None,
            models_option(tr("pc에 실을 모델. 없으면 마지막으로 잰 모델들입니다")),
        ] = None,
        plan: Annotated[
            str, typer.Option("--plan", metavar="ID", help=tr("pc에 쓸 측정의 이름 앞부분"))
        ] = "",
        won_per_kwh: Annotated[
            float | None,
            typer.Option(
                "--won-per-kwh",
                min=0,
                max=MAX_WON_PER_KWH,
                metavar="N",
                help=tr("전기 1 kWh의 값(원). 다음에도 이 값을 씁니다"),
            ),
        ] = None,
        calibrate: Annotated[bool | None, calibrate_option()] = None,
        portrait: Annotated[
            bool, typer.Option("--portrait", help=tr("포스터를 A3 세로로 그립니다"))
        ] = False,
        force: Annotated[
            bool, typer.Option("--force", help=tr("있는 파일을 묻지 않고 바꿉니다"))
        ] = False,
        as_json: Annotated[bool, json_option()] = False,
    ) -> int:
        # What estimates and stores stand on is not needed for a help page.
        from app.cli.report_run import ReportRequest, run_report

        request = ReportRequest(
            what=what,
            name=name,
            to=to,
            models=models or [],
            plan=plan,
            won_per_kwh=won_per_kwh,
            calibrate=calibrate,
            portrait=portrait,
            force=force,
        )
        return run_report(session, request, as_json=as_json)

    program.command(
        "report",
        help=tr("비교와 측정을 보고서로, 이 PC에서 되는지를 한 장으로 만듭니다"),
        epilog="report pc --to pc.pdf\nreport comparison --to poster.png\n"
        "report measurement 3f2a --to report.html",
    )(report)
