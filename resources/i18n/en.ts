<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ko">
    <context>
        <name>naranhi</name>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>모델: starter-s, starter-m, 또는 GGUF 파일. {low}개에서 {high}개까지</source>
            <translation>Model: starter-s, starter-m or a GGUF file. {low} to {high} of them</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>질문. 없으면 표준 입력</source>
            <translation>The prompt; standard input where it is left out</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>질문이 든 파일 (UTF-8)</source>
            <translation>File with the prompt (UTF-8)</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>fair: 차례로 하나씩, 공정하게. race: 모두 한꺼번에</source>
            <translation>fair: one after another, each alone. race: all at once</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>되풀이하는 횟수. 5부터 누가 빠른지 판정합니다</source>
            <translation>How many times. From 5 on it is judged who is faster</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>답의 최대 길이(토큰)</source>
            <translation>Longest answer, in tokens</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>컨텍스트 길이(토큰). 길수록 메모리를 많이 씁니다</source>
            <translation>Context length in tokens. Longer takes more memory</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>생각하고 답할지 (되는 모델만)</source>
            <translation>Whether to think before answering (models that can)</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>common: 모두 같은 값. vendor: 모델을 만든 곳이 권하는 값</source>
            <translation>common: the same values for all. vendor: what each model's makers recommend</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>0이면 늘 같은 답</source>
            <translation>0 gives the same answer every time</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>확률이 높은 이만큼에서만 뽑습니다. 0이면 모두</source>
            <translation>Pick only from this many most likely tokens. 0: from all</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>확률의 합이 이만큼일 때까지에서만 뽑습니다</source>
            <translation>Pick only from the likeliest tokens that add up to this probability</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>가장 높은 확률의 이 배보다 낮은 것은 뽑지 않습니다</source>
            <translation>Leave out tokens less likely than this share of the likeliest</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>1이면 없음</source>
            <translation>1 is none</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>뽑기의 씨앗: 같으면 같은 답</source>
            <translation>Seed of the sampling: the same one gives the same answer</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>결과를 JSON 문서 하나로 표준 출력에 씁니다</source>
            <translation>Write the result to standard output as one JSON document</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>한 질문을 여러 모델에 던지고, 답과 속도를 나란히 보입니다</source>
            <translation>Give one prompt to several models and show answers and speed side by side</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>compare -m starter-s -m starter-m -p "한국의 수도는 어디인가요?"</source>
            <translation>compare -m starter-s -m starter-m -p "…"</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_run.py" />
            <source>멈췄습니다. 지금까지의 답은 남깁니다.</source>
            <translation>Stopped. What has been answered so far is kept.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_advice.py" />
            <source>설치되지 않은 꾸러미: {names}. python3 packaging/start.py를 실행하면 설치됩니다.</source>
            <translation>Packages that are not installed: {names}. Run python3 packaging/start.py to install them.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_advice.py" />
            <source>엔진(llama.cpp)을 시작할 수 없습니다 ({detail}). python3 packaging/start.py를 실행해 보세요.</source>
            <translation>The engine (llama.cpp) cannot be started ({detail}). Try python3 packaging/start.py.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_advice.py" />
            <source>자료 폴더에 쓸 수 없습니다: {path}. 쓸 수 있는 폴더를 --data-dir로 주세요.</source>
            <translation>The data folder cannot be written: {path}. Give one that can with --data-dir.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_advice.py" />
            <source>연습용 모델이 없습니다: {path}. 프로그램을 다시 받으세요.</source>
            <translation>The practice models are missing: {path}. Get the program anew.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_advice.py" />
            <source>창을 여는 데 필요한 시스템 라이브러리가 없습니다 ({detail}). python3 packaging/start.py를 실행하면 설치할 명령을 알려 줍니다.</source>
            <translation>A system library that the window needs is missing ({detail}). python3 packaging/start.py tells the command that installs it.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_advice.py" />
            <source>화면이 없습니다(DISPLAY). 터미널의 compare는 화면 없이도 됩니다.</source>
            <translation>There is no display (DISPLAY). compare in the terminal works without one.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_advice.py" />
            <source>한글 글꼴이 없습니다. 나눔글꼴(fonts-nanum) 같은 한글 글꼴을 설치하세요.</source>
            <translation>There is no font with Hangul. Install one, such as Nanum (fonts-nanum).</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_advice.py" />
            <source>디스크에 {free}만 남았습니다. 기록이 저장되지 않을 수 있습니다.</source>
            <translation>Only {free} are left on the disk. Runs may not be stored.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_advice.py" />
            <source>지금 쓸 수 있는 메모리가 {free}뿐입니다. 다른 프로그램을 닫으세요.</source>
            <translation>Only {free} of memory are available now. Close other programs.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>이 PC와 설치 상태를 살펴보고, 빠진 것과 고칠 방법을 알려 줍니다</source>
            <translation>Look at this PC and the installation; tell what is missing and how to mend it</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>프로그램</source>
            <translation>Program</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>이 PC</source>
            <translation>This PC</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>창과 글꼴</source>
            <translation>Window and fonts</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>폴더</source>
            <translation>Folders</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>고칠 것</source>
            <translation>To mend</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>없습니다.</source>
            <translation>Nothing.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>쓸 수 없음</source>
            <translation>not usable</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>엔진</source>
            <translation>Engine</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>쓰는 CPU 기능</source>
            <translation>CPU features in use</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>GPU 오프로드</source>
            <translation>GPU offload</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>됨</source>
            <translation>yes</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>안 됨 (CPU 빌드)</source>
            <translation>no (CPU build)</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>라이브러리</source>
            <translation>Libraries</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>코어 {physical}, 스레드 {logical}</source>
            <translation>{physical} cores, {logical} threads</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>{total} 가운데 {free} 쓸 수 있음</source>
            <translation>{free} of {total} available</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>운영 체제</source>
            <translation>System</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>메모리</source>
            <translation>Memory</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>창</source>
            <translation>Window</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>열 수 있음</source>
            <translation>can be opened</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>화면</source>
            <translation>Display</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>시스템의 한글 글꼴</source>
            <translation>Hangul fonts of the system</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>함께 온 한글 글꼴</source>
            <translation>Hangul fonts shipped</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>없음</source>
            <translation>none</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>자료</source>
            <translation>Data</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>기록</source>
            <translation>History</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>설정</source>
            <translation>Settings</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>로그</source>
            <translation>Logs</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>연습용 모델</source>
            <translation>Practice models</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>디스크에 남은 자리</source>
            <translation>Room on the disk</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>{path} (아직 없음)</source>
            <translation>{path} (not there yet)</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>나란히: 한국어 모델들을 이 PC에서 나란히 돌려 보고 잽니다.</source>
            <translation>Naranhi (나란히): runs and measures Korean language models side by side on this PC.</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>명령</source>
            <translation>Commands</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>(없음)</source>
            <translation>(none)</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>창을 엽니다</source>
            <translation>Opens the window</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>옵션</source>
            <translation>Options</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>어디서나 쓰는 옵션</source>
            <translation>Global options</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>보기:</source>
            <translation>Examples:</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>프로그램의 자료(기록, 설정)를 모두 이 폴더에 둡니다</source>
            <translation>Keep all of the program's data (history, settings) in this folder</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>쓰는 말</source>
            <translation>Language</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>네트워크를 쓰지 않습니다. 이 판은 본래 네트워크를 쓰지 않습니다</source>
            <translation>Use no network. This version never does</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>오류의 자세한 내용을 보입니다</source>
            <translation>Show the details of errors</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>판 번호를 보입니다</source>
            <translation>Show the version</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>이 도움말을 보입니다</source>
            <translation>Show this help</translation>
        </message>
        <message>
            <location filename="../../app/cli/problem_sentence.py" />
            <source>명령을 다시 실행해 보세요. --verbose를 붙이면 엔진의 마지막 말이 보입니다.</source>
            <translation>Try the command again. --verbose shows the engine's last words.</translation>
        </message>
        <message>
            <location filename="../../app/cli/problem_sentence.py" />
            <source>질문을 줄이거나 --ctx로 컨텍스트를 늘려 주세요. 이 모델은 {most} 토큰까지 됩니다.</source>
            <translation>Shorten the prompt, or raise the context with --ctx. This model takes up to {most} tokens.</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>쓰는 법: {usage}</source>
            <translation>Usage: {usage}</translation>
        </message>
        <message>
            <location filename="../../app/cli/progress_lines.py" />
            <source>{round}/{rounds}회 {model}</source>
            <translation>round {round}/{rounds} {model}</translation>
        </message>
        <message>
            <location filename="../../app/cli/prompt_source.py" />
            <source>-p와 --prompt-file 가운데 하나만 쓰세요.</source>
            <translation>Use either -p or --prompt-file, not both.</translation>
        </message>
        <message>
            <location filename="../../app/cli/prompt_source.py" />
            <source>질문이 없습니다. -p "질문"으로 주거나 파이프로 넣으세요.</source>
            <translation>There is no prompt. Give one with -p "…" or pipe it in.</translation>
        </message>
        <message>
            <location filename="../../app/cli/prompt_source.py" />
            <source>질문을 읽을 수 없습니다: UTF-8이 아닙니다. UTF-8로 저장해서 다시 주세요.</source>
            <translation>The prompt cannot be read: it is not UTF-8. Save it as UTF-8 and try again.</translation>
        </message>
        <message>
            <location filename="../../app/cli/prompt_source.py" />
            <source>질문 파일을 읽을 수 없습니다: {path} ({reason})</source>
            <translation>The prompt file cannot be read: {path} ({reason})</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>여러 번의 중앙값</source>
            <translation>Medians of the rounds</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>TTFT</source>
            <translation>TTFT</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>{done}/{all}회 끝</source>
            <translation>{done}/{all} rounds done</translation>
        </message>
        <message>
            <location filename="../../app/cli/live_columns.py" />
            <source>기다리는 중</source>
            <translation>waiting</translation>
        </message>
        <message>
            <location filename="../../app/cli/run_words.py" />
            <source>불러오는 중 {percent}%</source>
            <translation>loading {percent}%</translation>
        </message>
        <message>
            <location filename="../../app/cli/run_words.py" />
            <source>질문을 읽는 중 {done}/{total}</source>
            <translation>reading the prompt {done}/{total}</translation>
        </message>
        <message>
            <location filename="../../app/cli/run_words.py" />
            <source>답하는 중 · {rate} tok/s</source>
            <translation>answering · {rate} tok/s</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>많아야 이만큼 보입니다</source>
            <translation>Show at most this many</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>JSON 문서 하나로 표준 출력에 씁니다</source>
            <translation>Write one JSON document to standard output</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>아직 기록이 없습니다. compare를 한 번 돌려 보세요.</source>
            <translation>Nothing has been stored yet. Run compare once.</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>지금까지의 기록을 새것부터 보입니다</source>
            <translation>List what was stored, newest first</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>시각</source>
            <translation>Time</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>조건</source>
            <translation>Label</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>tok/s</source>
            <translation>tok/s</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>상태</source>
            <translation>State</translation>
        </message>
        <message>
            <location filename="../../app/cli/usage.py" />
            <source>{option} 옵션이 빠졌습니다.</source>
            <translation>The option {option} is missing.</translation>
        </message>
        <message>
            <location filename="../../app/cli/usage.py" />
            <source>{option}: 쓸 수 없는 값입니다. 쓸 수 있는 값: {allowed}</source>
            <translation>{option}: this value cannot be used. Possible: {allowed}</translation>
        </message>
        <message>
            <location filename="../../app/cli/usage.py" />
            <source>{option}: 없는 옵션입니다. 혹시 {meant}?</source>
            <translation>{option}: no such option. Did you mean {meant}?</translation>
        </message>
        <message>
            <location filename="../../app/cli/usage.py" />
            <source>{option}: 없는 옵션입니다.</source>
            <translation>{option}: no such option.</translation>
        </message>
        <message>
            <location filename="../../app/cli/usage.py" />
            <source>{option} 뒤에 값이 없습니다.</source>
            <translation>{option} needs a value.</translation>
        </message>
        <message>
            <location filename="../../app/cli/usage.py" />
            <source>{option}에는 값을 줄 수 없습니다.</source>
            <translation>{option} takes no value.</translation>
        </message>
        <message>
            <location filename="../../app/cli/usage.py" />
            <source>그런 명령이 없습니다. 명령: {names}</source>
            <translation>There is no such command. Commands: {names}</translation>
        </message>
        <message>
            <location filename="../../app/cli/usage.py" />
            <source>쓸 수 없는 말이 있습니다: {words}</source>
            <translation>These words cannot be used here: {words}</translation>
        </message>
        <message>
            <location filename="../../app/cli/verdict_words.py" />
            <source>동시에 돌린 수치는 서로 방해받은 것이라 순위를 매기지 않습니다.</source>
            <translation>Models that ran at once disturbed each other, so these figures are not ranked.</translation>
        </message>
        <message>
            <location filename="../../app/cli/verdict_words.py" />
            <source>{a}의 tok/s는 {b}의 {ratio}배였습니다. 5회 미만({n}회)이라 판정하지 않습니다.</source>
            <translation>{a} had {ratio} times the tok/s of {b}. Under 5 rounds ({n}) nothing is judged.</translation>
        </message>
        <message>
            <location filename="../../app/cli/verdict_words.py" />
            <source>{a}, {b}: 뚜렷한 차이 없음 (tok/s의 비 중앙값 {ratio}, 범위 {low}–{high}, {n}회)</source>
            <translation>{a}, {b}: no clear difference (median ratio of tok/s {ratio}, range {low}–{high}, {n} rounds)</translation>
        </message>
        <message>
            <location filename="../../app/cli/verdict_words.py" />
            <source>{a}: {b}보다 {ratio}배 빠름 (tok/s의 비 중앙값, 범위 {low}–{high}, {n}회)</source>
            <translation>{a}: {ratio} times as fast as {b} (median ratio of tok/s, range {low}–{high}, {n} rounds)</translation>
        </message>
        <message>
            <location filename="../../app/services/crash_report.py" />
            <source>예상하지 못한 오류로 멈췄습니다 ({reason}). 기록도 남기지 못했습니다.</source>
            <translation>Stopped by an error that nobody foresaw ({reason}). It could not be logged either.</translation>
        </message>
        <message>
            <location filename="../../app/services/crash_report.py" />
            <source>예상하지 못한 오류로 멈췄습니다 ({reason}). 자세한 기록: {path}</source>
            <translation>Stopped by an error that nobody foresaw ({reason}). Details: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>파일이 없습니다</source>
            <translation>No such file</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델 파일을 찾을 수 없습니다: {path}</source>
            <translation>The model file cannot be found: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>파일을 옮겼거나 이름을 바꾸었다면 다시 골라 주세요.</source>
            <translation>If it was moved or renamed, please choose it again.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>파일이 아니라 폴더입니다</source>
            <translation>A folder, not a file</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델 파일 대신 폴더를 골랐습니다: {path}</source>
            <translation>A folder was chosen instead of a model file: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>폴더 안에 있는 .gguf 파일을 골라 주세요.</source>
            <translation>Please choose the .gguf file inside the folder.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>파일을 읽을 수 없습니다</source>
            <translation>The file cannot be read</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>파일은 있지만 읽히지 않습니다: {path}</source>
            <translation>The file is there but cannot be read: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>읽기 권한이 있는지, 디스크가 제대로 연결되어 있는지 확인해 주세요.</source>
            <translation>Please check that you may read it and that its disk is connected.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>빈 파일입니다</source>
            <translation>The file is empty</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>파일에 아무것도 들어 있지 않습니다: {path}</source>
            <translation>There is nothing in the file: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>내려받기가 제대로 끝나지 않은 것 같습니다. 다시 받아 주세요.</source>
            <translation>The download does not seem to have finished. Please download it again.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>GGUF 모델 파일이 아닙니다</source>
            <translation>Not a GGUF model file</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이 파일은 GGUF 형식이 아닙니다: {path}</source>
            <translation>This file is not in the GGUF format: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이름이 .gguf로 끝나는 모델 파일을 골라 주세요.</source>
            <translation>Please choose a model file whose name ends in .gguf.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>파일이 중간에 잘렸습니다</source>
            <translation>The file is cut off</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>{expected_bytes}여야 하는 파일이 {actual_bytes}밖에 되지 않습니다: {path}</source>
            <translation>The file should have {expected_bytes} but has only {actual_bytes}: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>내려받기가 중간에 끊긴 것 같습니다. 다시 받아 주세요.</source>
            <translation>The download seems to have broken off. Please download it again.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델 파일이 손상되었습니다</source>
            <translation>The model file is damaged</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>파일의 머리 부분이 GGUF 규격에 맞지 않습니다: {path}</source>
            <translation>The beginning of the file is not valid GGUF: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>파일을 다시 받아 주세요. 그래도 같다면 만든 곳에 알려 주세요.</source>
            <translation>Please download it again. If that does not help, tell its makers.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>나뉜 모델의 일부가 없습니다</source>
            <translation>A part of the model is missing</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>여러 파일로 나뉜 모델인데 {missing} 파일이 없습니다.</source>
            <translation>The model is split into several files, and {missing} is not there.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>나뉜 파일을 모두 한 폴더에 두고 첫 번째 파일을 골라 주세요.</source>
            <translation>Please put all parts into one folder and choose the first.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이 프로그램에 든 llama.cpp는 '{architecture}' 구조를 알지 못합니다.</source>
            <translation>The llama.cpp in this program does not know the architecture '{architecture}'.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>프로그램의 새 판을 기다리거나 다른 모델을 골라 주세요.</source>
            <translation>Please wait for a newer version of the program, or choose another model.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>아직 돌릴 수 없는 모델입니다</source>
            <translation>This model cannot be run yet</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이 프로그램에 든 llama.cpp는 '{tokenizer}' 토크나이저를 알지 못합니다.</source>
            <translation>The llama.cpp in this program does not know the tokenizer '{tokenizer}'.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>프로그램의 새 판을 기다리거나 같은 모델의 다른 GGUF 파일을 골라 주세요.</source>
            <translation>Please wait for a newer version of the program, or choose another GGUF file of the same model.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델을 불러오지 못했습니다</source>
            <translation>The model could not be loaded</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>llama.cpp가 이 모델을 불러오다 실패했습니다.</source>
            <translation>llama.cpp failed while loading this model.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>로그의 마지막 줄을 확인하고, 파일을 다시 받거나 다른 모델을 골라 주세요.</source>
            <translation>Please look at the last lines of the log, then download the file again or choose another model.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>메모리가 모자랍니다</source>
            <translation>Not enough memory</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이 모델을 올릴 메모리가 부족합니다. 필요: {needed_bytes}, 남음: {free_bytes}.</source>
            <translation>There is not enough memory for this model. Needed: {needed_bytes}, free: {free_bytes}.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>다른 프로그램을 닫거나, 컨텍스트 길이를 줄이거나, 더 작은 모델을 골라 주세요.</source>
            <translation>Please close other programs, shorten the context, or choose a smaller model.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>대화용 모델이 아닙니다</source>
            <translation>Not a chat model</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이 파일에는 대화 양식(chat template)이 들어 있지 않습니다.</source>
            <translation>This file carries no chat template.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이름에 Instruct나 Chat이 붙은 대화용 모델을 골라 주세요.</source>
            <translation>Please choose a chat model; its name usually has Instruct or Chat in it.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>대화 양식을 쓸 수 없습니다</source>
            <translation>The chat template does not work</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델에 든 대화 양식(chat template)에 오류가 있습니다.</source>
            <translation>There is an error in the chat template that the model carries.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>같은 모델의 다른 GGUF 파일을 써 보세요. 시스템 프롬프트를 비우면 될 때도 있습니다.</source>
            <translation>Please try another GGUF file of the same model. Leaving the system prompt empty sometimes helps.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>질문이 너무 깁니다</source>
            <translation>The prompt is too long</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>질문은 {n_prompt} 토큰인데 컨텍스트는 {n_ctx} 토큰입니다.</source>
            <translation>The prompt has {n_prompt} tokens, but the context holds {n_ctx}.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>질문을 줄이거나 컨텍스트 길이를 늘려 주세요. 이 모델은 {n_ctx_train} 토큰까지 됩니다.</source>
            <translation>Please shorten the prompt or lengthen the context. This model takes up to {n_ctx_train} tokens.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>답을 만들다 실패했습니다</source>
            <translation>Failed while answering</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>llama.cpp가 계산을 마치지 못했습니다(코드 {code}).</source>
            <translation>llama.cpp could not finish its computation (code {code}).</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>다시 실행해 보세요. 되풀이되면 컨텍스트 길이를 줄여 보세요.</source>
            <translation>Please run it again. If it happens repeatedly, try a shorter context.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>믿을 수 없는 측정입니다</source>
            <translation>A measurement that cannot be trusted</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>질문 {n_prompt} 토큰 가운데 {n_prompt_evaluated} 토큰만 계산되어 결과를 버렸습니다.</source>
            <translation>Only {n_prompt_evaluated} of the prompt's {n_prompt} tokens were evaluated, so the result was discarded.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>다시 실행해 주세요.</source>
            <translation>Please run it again.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>계산 엔진이 없습니다</source>
            <translation>The engine is missing</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>llama-cpp-python이 설치되어 있지 않거나 이 PC에서 열리지 않습니다.</source>
            <translation>llama-cpp-python is not installed, or does not open on this PC.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>'python3 packaging/start.py'로 설치를 다시 해 주세요.</source>
            <translation>Please set it up again with 'python3 packaging/start.py'.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델 프로세스를 시작하지 못했습니다</source>
            <translation>The model's process did not start</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델을 돌릴 프로세스가 시작되지 않았습니다.</source>
            <translation>The process that runs the model could not be started.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>백신이 막고 있지 않은지 확인하고, 안 되면 프로그램을 다시 설치해 주세요.</source>
            <translation>Please check that no virus scanner blocks it, or install the program again.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델 프로세스가 갑자기 끝났습니다</source>
            <translation>The model's process ended suddenly</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이 모델의 프로세스가 종료 코드 {exit_code}로 끝났습니다. 다른 모델은 그대로입니다.</source>
            <translation>This model's process ended with exit code {exit_code}. The other models are not affected.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>'다시 불러오기'를 눌러 주세요. 되풀이되면 메모리가 모자란 것일 수 있습니다.</source>
            <translation>Please press "Load again". If it happens repeatedly, memory may be short.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델이 응답하지 않습니다</source>
            <translation>The model does not respond</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>{seconds}초 동안 기다려도 응답이 없어 이 모델의 프로세스를 끝냈습니다.</source>
            <translation>There was no response for {seconds} seconds, so this model's process was ended.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>'다시 불러오기'를 눌러 주세요.</source>
            <translation>Please press "Load again".</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델 프로세스의 말을 알아들을 수 없습니다</source>
            <translation>The model's process cannot be understood</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델 프로세스가 약속과 다른 내용을 보내와 끝냈습니다.</source>
            <translation>The model's process sent something unexpected and was ended.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>'다시 불러오기'를 눌러 주세요. 프로그램을 막 갱신했다면 다시 시작해 주세요.</source>
            <translation>Please press "Load again". If the program was just updated, restart it.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>디스크가 가득 찼습니다</source>
            <translation>The disk is full</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>기록을 저장할 자리가 없습니다: {path}</source>
            <translation>There is no room to store the history: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>자리를 비우면 저절로 저장됩니다. 그때까지 결과는 화면에 남아 있습니다.</source>
            <translation>It is stored by itself once there is room. Until then the result stays on the screen.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>기록을 저장할 수 없습니다</source>
            <translation>The history cannot be stored</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>기록 파일에 쓸 수 없습니다: {path}</source>
            <translation>The history file cannot be written: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>폴더의 쓰기 권한을 확인해 주세요. 결과는 화면에 남아 있습니다.</source>
            <translation>Please check that you may write to the folder. The result stays on the screen.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>더 새로운 판의 기록입니다</source>
            <translation>The history is of a newer version</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>기록 파일이 더 새로운 판({found})의 것입니다. 이 프로그램은 {known}판까지 압니다.</source>
            <translation>The history file is of a newer version ({found}). This program knows up to version {known}.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>기록은 건드리지 않았습니다. 프로그램을 새 판으로 바꾸면 다시 보입니다.</source>
            <translation>It was left untouched. Update the program to see it again.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>기록 파일이 손상되었습니다</source>
            <translation>The history file is damaged</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>손상된 기록을 읽을 수 없어 옆으로 옮겨 두고 새로 시작합니다: {path}</source>
            <translation>The damaged history cannot be read; it is put aside and a new one begins: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>예전 기록은 같은 폴더의 'broken'이 붙은 파일에 그대로 있습니다.</source>
            <translation>The former history is still in the same folder, in a file with 'broken' in its name.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>질문이 비어 있습니다</source>
            <translation>The prompt is empty</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>보낼 글이 없습니다.</source>
            <translation>There is nothing to send.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>질문을 써 주세요.</source>
            <translation>Please write a prompt.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>글이 너무 큽니다</source>
            <translation>The text is too large</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>글이 {n_bytes}인데 {limit}바이트까지만 받습니다.</source>
            <translation>The text has {n_bytes}, but only {limit} bytes are accepted.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>글을 나누거나 줄여 주세요.</source>
            <translation>Please split or shorten it.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모르는 모델입니다</source>
            <translation>Unknown model</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이름이 '{name}'인 모델을 찾을 수 없습니다.</source>
            <translation>There is no model called '{name}'.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이름을 확인하거나 GGUF 파일의 경로를 적어 주세요. 연습용은 starter-s, starter-m입니다.</source>
            <translation>Please check the name or give the path of a GGUF file. The practice models are starter-s and starter-m.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델이 모자랍니다</source>
            <translation>Too few models</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>나란히 보려면 모델이 둘 이상 있어야 합니다.</source>
            <translation>Two models or more are needed to look at them side by side.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델을 더 골라 주세요. 같은 모델을 두 번 골라도 됩니다.</source>
            <translation>Please choose more. The same model may be chosen twice.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델이 너무 많습니다</source>
            <translation>Too many models</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델 {count}개를 골랐는데 한 번에 {limit}개까지 비교합니다.</source>
            <translation>{count} models were chosen, but at most {limit} are compared at once.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>모델을 줄여 주세요.</source>
            <translation>Please choose fewer models.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이미 실행 중입니다</source>
            <translation>Already running</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>앞선 비교가 아직 끝나지 않았습니다.</source>
            <translation>The last comparison has not ended yet.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>끝나기를 기다리거나 먼저 멈춰 주세요.</source>
            <translation>Please wait for its end, or stop it first.</translation>
        </message>
        <message>
            <location filename="../../app/services/recorder.py" />
            <source>밀린 기록을 모두 저장했습니다.</source>
            <translation>Everything that was waiting has been stored.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>화면에 쓰는 말입니다. '시스템'은 이 PC의 설정을 따릅니다.</source>
            <translation>The language of the interface. "System" follows this PC's settings.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>화면 색</source>
            <translation>Appearance</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>밝게, 어둡게, 또는 이 PC의 설정을 따릅니다.</source>
            <translation>Light, dark, or as this PC is set.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>눈으로 따라갈 수 없이 빠른 답을 천천히 보여 줍니다. 잰 수치는 달라지지 않습니다.</source>
            <translation>Shows answers that are too fast to follow at a readable pace. The measured figures stay the same.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>방식</source>
            <translation>Mode</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>공정: 한 모델씩 차례로 돌려 서로 방해하지 않게 잽니다. 동시: 모두 한꺼번에 돌립니다.</source>
            <translation>Fair: one model after another, so that none disturbs another. Race: all at once.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>같은 질문을 몇 번 되풀이해 잴지입니다. 5번부터 빠르기를 판정합니다.</source>
            <translation>How often the same prompt is repeated. Speed is judged from 5 rounds on.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>모두 같은 값으로 할지, 모델마다 만든 곳이 권하는 값으로 할지입니다.</source>
            <translation>The same values for all models, or for each the ones its makers recommend.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>샘플링 값</source>
            <translation>Sampling values</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>모두 같게 할 때 쓰는 온도, top-k, 시드 같은 값입니다.</source>
            <translation>Temperature, top-k, seed and the like, used when they are the same for all.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>생각하고 답하는 모델에게 생각을 시킬지입니다. 기본은 모델이 정합니다.</source>
            <translation>Whether models that can think before they answer should do so. By default the model decides.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>질문과 답을 합쳐 기억하는 길이(토큰)입니다. 길수록 메모리를 많이 씁니다.</source>
            <translation>How many tokens of prompt and answer together are kept. Longer takes more memory.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>마지막에 쓴 모델</source>
            <translation>Models used last</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>대화가 시작되기 전에 모든 모델에 주는 지시입니다.</source>
            <translation>An instruction given to every model before the conversation begins.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>질문 기록</source>
            <translation>Prompt history</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>창 크기와 자리</source>
            <translation>Window size and place</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>답을 마쳤습니다</source>
            <translation>Answer complete</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>모델의 멈춤 토큰에서 끝났습니다</source>
            <translation>Ended at the model's stop token</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>정해 둔 멈춤 글에서 끝났습니다</source>
            <translation>Ended at a stop string</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>최대 길이에 이르러 끊었습니다</source>
            <translation>Cut off at the longest length</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>컨텍스트가 가득 차 끊었습니다</source>
            <translation>Cut off: the context is full</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>진행 중</source>
            <translation>In progress</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>끝남</source>
            <translation>Finished</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>중단됨</source>
            <translation>Stopped</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>실패</source>
            <translation>Failed</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>중간에 끊김</source>
            <translation>Interrupted</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>내려감</source>
            <translation>Not loaded</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>시작하는 중</source>
            <translation>Starting</translation>
        </message>
        <message>
            <location filename="../../app/cli/progress_lines.py" />
            <source>불러오는 중</source>
            <translation>Loading</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>준비됨</source>
            <translation>Ready</translation>
        </message>
        <message>
            <location filename="../../app/cli/progress_lines.py" />
            <source>답하는 중</source>
            <translation>Answering</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>멈추는 중</source>
            <translation>Stopping</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>비정상 종료</source>
            <translation>Crashed</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>단독 측정</source>
            <translation>Isolated</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>동시 실행</source>
            <translation>Race</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>이 모델이 답하는 동안 다른 모델은 쉬었습니다.</source>
            <translation>The other models were idle while this one answered.</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>다른 모델과 함께 돌아간 수치라서 순위를 매기지 않습니다.</source>
            <translation>Other models ran at the same time, so these figures are not ranked.</translation>
        </message>
        <message>
            <location filename="../../app/services/worker_pool.py" />
            <source>{name}에 메모리가 {needed:.1f} GiB쯤 필요한데 {available:.1f} GiB 남았습니다. 그래도 불러와 보지만 느려지거나 실패할 수 있습니다.</source>
            <translation>{name} needs about {needed:.1f} GiB of memory, and {available:.1f} GiB are left. It is loaded all the same, but may be slow or fail.</translation>
        </message>
        <message>
            <location filename="../../app/services/worker_pool.py" />
            <source>메모리가 모자라 쉬고 있던 {gone} 모델을 내리고 {name} 모델을 올립니다.</source>
            <translation>Memory is short: the idle model {gone} is unloaded to make room for {name}.</translation>
        </message>
        <message>
            <location filename="../../widgets/application.py" />
            <source>예상하지 못한 오류가 났습니다. 기록: {path}</source>
            <translation>An unexpected error occurred. Log: {path}</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/chat_view.py" />
            <source>복사</source>
            <translation>Copy</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/chat_view.py" />
            <source>답 전체 복사</source>
            <translation>Copy whole answer</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/chat_view.py" />
            <source>모두 선택</source>
            <translation>Select all</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/chat_view.py" />
            <source>↓ 최신</source>
            <translation>↓ Latest</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/chat_view.py" />
            <source>맨 아래로 가서 새 글을 따라갑니다</source>
            <translation>Go to the end and follow new text</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/chat_view.py" />
            <source>답</source>
            <translation>Answer</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/answer_file.py" />
            <source>나</source>
            <translation>Me</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/chat_writer.py" />
            <source>… (앞 {shown}자만 보입니다. 모두 {n}자이고, 복사와 저장에는 다 들어갑니다.)</source>
            <translation>… (Only the first {shown} characters are shown. There are {n} in all; copying and saving take all of them.)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/chat_writer.py" />
            <source>{model} · {number}/{rounds}회</source>
            <translation>{model} · round {number}/{rounds}</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/chat_writer.py" />
            <source>생각 {n}토큰 · 접기</source>
            <translation>Thinking, {n} tokens · fold</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/chat_writer.py" />
            <source>생각 {n}토큰 · 펼치기</source>
            <translation>Thinking, {n} tokens · unfold</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/failure_card.py" />
            <source>다른 모델 고르기</source>
            <translation>Choose another model</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/failure_card.py" />
            <source>자세히</source>
            <translation>Details</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/failure_card.py" />
            <source>컨텍스트를 {n}으로 늘려 다시 실행</source>
            <translation>Run again with a context of {n}</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/figures_strip.py" />
            <source>첫 토큰까지 걸린 시간: 첫 토큰을 뽑은 때 − 질문을 넘긴 때. 토큰으로 나누는 시간도 들어갑니다. 생각하는 모델에서는 생각의 첫 토큰까지입니다.</source>
            <translation>Time to first token: first token sampled − prompt submitted. Tokenisation is included. With a thinking model, the first token of its thinking.</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>첫 답 토큰</source>
            <translation>First answer</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/figures_strip.py" />
            <source>답의 첫 토큰까지 걸린 시간: 생각이 끝나고 답의 첫 토큰을 뽑은 때 − 질문을 넘긴 때.</source>
            <translation>Time to the first answer token: first token after the thinking − prompt submitted.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/figures_strip.py" />
            <source>초당 토큰(decode): (토큰 수 − 1) ÷ (마지막 토큰 − 첫 토큰). 생각 토큰도 셉니다. 토큰이 두 개보다 적으면 정할 수 없어 –로 둡니다.</source>
            <translation>Decode tokens per second: (tokens − 1) ÷ (last token − first token). Thinking tokens count. Undefined (–) for fewer than two tokens.</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>글자/초</source>
            <translation>chars/s</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/figures_strip.py" />
            <source>초당 글자: 답에서 눈에 보이는 글자 수(NFC, 생각과 빈칸 제외) ÷ (끝난 때 − 답의 첫 토큰). 토큰을 나누는 방식이 달라도 견줄 수 있는 속도입니다.</source>
            <translation>Characters per second: visible characters of the answer (NFC, without thinking and spaces) ÷ (end − first answer token). The one speed that can be compared across tokenisers.</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>토큰</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/figures_strip.py" />
            <source>만들어 낸 토큰 수입니다. 생각 토큰도 들어갑니다.</source>
            <translation>Tokens produced, thinking included.</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>시간</source>
            <translation>Time</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/figures_strip.py" />
            <source>처음부터 끝까지: 끝난 때 − 질문을 넘긴 때.</source>
            <translation>End to end: end − prompt submitted.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/link_menu.py" />
            <source>주소 복사</source>
            <translation>Copy address</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/link_menu.py" />
            <source>브라우저로 열기</source>
            <translation>Open in browser</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/log_dialog.py" />
            <source>아직 기록이 없습니다.</source>
            <translation>Nothing has been logged yet.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/log_dialog.py" />
            <source>모두 복사</source>
            <translation>Copy all</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/markdown.py" />
            <source>[그림: {alt}]</source>
            <translation>[image: {alt}]</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/markdown.py" />
            <source>[그림]</source>
            <translation>[image]</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/model_picker.py" />
            <source>파일 열기 (GGUF)…</source>
            <translation>Open file (GGUF)…</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/model_picker.py" />
            <source>모델 고르기</source>
            <translation>Choose a model</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>모델</source>
            <translation>Model</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/notes.py" />
            <source>멈췄습니다. 여기까지의 답입니다.</source>
            <translation>Stopped. This is the answer so far.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/notes.py" />
            <source>프로그램이 닫혀 중간에 끊긴 답입니다.</source>
            <translation>Interrupted: the program was closed.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/notes.py" />
            <source>여기서 끊겼습니다.</source>
            <translation>It broke off here.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/notes.py" />
            <source>{reason} ({n}토큰).</source>
            <translation>{reason} ({n} tokens).</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/notes.py" />
            <source>모델이 아무 말도 하지 않고 끝냈습니다.</source>
            <translation>The model ended without saying anything.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/numbers.py" />
            <source>{m}분 {s}초</source>
            <translation>{m} min {s} s</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>공정</source>
            <translation>Fair</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>동시</source>
            <translation>Race</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>모두 같게</source>
            <translation>Same for all</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>모든 모델에 같은 샘플링 값을 씁니다.</source>
            <translation>Every model gets the same sampling values.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>제작사 권장</source>
            <translation>Vendor's</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>모델마다 제작사가 권한 샘플링 값을 씁니다.</source>
            <translation>Each model gets the sampling values that its makers recommend.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>{n}회</source>
            <translation>{n}×</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>같은 질문을 되풀이해 잽니다. 5회부터 빠르기를 판단합니다.</source>
            <translation>Measures the same prompt several times. From 5 rounds on it judges who is faster.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>되풀이 횟수</source>
            <translation>Number of rounds</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>온도, top-p, 시드, 답의 최대 길이, 컨텍스트, 생각하기</source>
            <translation>Temperature, top-p, seed, longest answer, context, thinking</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>샘플링과 길이 자세히</source>
            <translation>Sampling and lengths in detail</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>회차</source>
            <translation>Rounds</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>샘플링</source>
            <translation>Sampling</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>칸</source>
            <translation>Panes</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>칸 줄이기</source>
            <translation>Fewer panes</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>칸 늘리기</source>
            <translation>More panes</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>대화 되돌리기</source>
            <translation>Bring back</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>방금 비운 대화를 다시 보여 줍니다.</source>
            <translation>Shows the conversation again that was just cleared.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>모든 칸의 대화를 비우고 처음부터 묻습니다. 되돌릴 수 있습니다.</source>
            <translation>Clears the conversation in every pane. Can be undone.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>공정: 한 모델씩 차례로 돌립니다. 서로 방해하지 않아 속도를 견줄 수 있습니다.</source>
            <translation>Fair: one model after another, alone on the machine, so that speeds can be compared.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>동시: 모두 한꺼번에 돌립니다. 보기 좋지만 수치로 순위를 매기지 않습니다.</source>
            <translation>Race: all models at once. Nice to watch, but its figures are never ranked.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>새 대화</source>
            <translation>New chat</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/page.py" />
            <source>질문 칸의 첫 줄에서: 지난 질문</source>
            <translation>In the first line of the prompt: earlier prompts</translation>
        </message>
        <message>
            <location filename="../../widgets/application.py" />
            <source>비교</source>
            <translation>Compare</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane.py" />
            <source>실행하기 전에 멈췄습니다.</source>
            <translation>Stopped before it began.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane.py" />
            <source>{n}번 칸</source>
            <translation>Pane {n}</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane.py" />
            <source>위에서 모델을 고르세요.</source>
            <translation>Choose a model above.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane.py" />
            <source>위에 질문을 쓰고 실행을 누르면
{model}의 답이 여기에 나타납니다.</source>
            <translation>Write a prompt above and press Run:
the answer of {model} appears here.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>답을 복사했습니다.</source>
            <translation>Answer copied.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>답 저장</source>
            <translation>Save answer</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>마크다운 (*.md)</source>
            <translation>Markdown (*.md)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>글 (*.txt)</source>
            <translation>Text (*.txt)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>저장하지 못했습니다: {path} ({reason})</source>
            <translation>Could not save: {path} ({reason})</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>저장했습니다: {path}</source>
            <translation>Saved: {path}</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>엔진 기록 – {name}</source>
            <translation>Engine log – {name}</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>모델 파일 열기</source>
            <translation>Open model file</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>GGUF 모델 (*.gguf)</source>
            <translation>GGUF models (*.gguf)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>모든 파일 (*)</source>
            <translation>All files (*)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/failure_card.py" />
            <source>다시 불러오기</source>
            <translation>Load again</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>불러오기</source>
            <translation>Load</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>이 칸의 메뉴</source>
            <translation>Menu of this pane</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>{n}번 칸의 메뉴</source>
            <translation>Menu of pane {n}</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>이 칸만 멈추기</source>
            <translation>Stop this pane only</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>{n}번 칸만 멈추기</source>
            <translation>Stop pane {n} only</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>답 복사</source>
            <translation>Copy answer</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>답 저장…</source>
            <translation>Save answer…</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>내리기 (메모리 비우기)</source>
            <translation>Unload (free its memory)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>엔진 기록 보기</source>
            <translation>Show engine log</translation>
        </message>
        <message>
            <location filename="../../app/cli/run_words.py" />
            <source>연습용</source>
            <translation>practice</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>프로그램 쓰는 법을 보여 주는 작은 모델입니다. 한국어 모델의 실력이 아닙니다.</source>
            <translation>A tiny model that shows how the program works, not what Korean models can do.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>양자화 방식</source>
            <translation>Quantisation</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>{backend} · {n}/{all}층</source>
            <translation>{backend} · {n}/{all} layers</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>{backend} · {n}스레드</source>
            <translation>{backend} · threads: {n}</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>구조 {name}, 매개변수 {n}개</source>
            <translation>Architecture {name}, {n} parameters</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>컨텍스트 {n} (학습 {trained})</source>
            <translation>Context {n} (trained {trained})</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>불러오는 데 {ms} ms</source>
            <translation>Loaded in {ms} ms</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>가중치</source>
            <translation>Weights</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>KV 캐시</source>
            <translation>KV cache</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>계산 버퍼</source>
            <translation>Compute buffers</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/prompt_area.py" />
            <source>예시 질문</source>
            <translation>Examples</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/prompt_area.py" />
            <source>준비된 질문에서 고릅니다</source>
            <translation>Pick a ready-made prompt</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/prompt_area.py" />
            <source>대화가 시작되기 전에 모든 모델에 주는 지시입니다</source>
            <translation>Instructions given to every model before the conversation</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/prompt_area.py" />
            <source>예: 짧고 친절하게 존댓말로 답하세요.</source>
            <translation>For example: answer briefly and politely, in Korean.</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>시스템 프롬프트</source>
            <translation>System prompt</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/page.py" />
            <source>멈추기</source>
            <translation>Stop</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/page.py" />
            <source>실행</source>
            <translation>Run</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/prompt_area.py" />
            <source>모든 칸을 멈춥니다 (Esc)</source>
            <translation>Stops every pane (Esc)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/prompt_area.py" />
            <source>모든 칸에 같은 질문을 보냅니다 (Ctrl+Enter)</source>
            <translation>Sends the prompt to every pane (Ctrl+Enter)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/prompt_box.py" />
            <source>질문을 쓰세요. Ctrl+Enter로 실행, Enter로 줄바꿈, ↑↓로 지난 질문</source>
            <translation>Write a prompt. Ctrl+Enter runs, Enter breaks the line, ↑↓ bring earlier prompts</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>질문</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>제작사가 권한 값이 있는 모델은 그 값을, 없는 모델은 아래 값을 씁니다.</source>
            <translation>Models whose makers recommend values get those; the others get the values below.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>모든 칸에 같은 값을 씁니다. 온도 0은 가장 그럴듯한 토큰만 고릅니다.</source>
            <translation>Every pane gets the same values. Temperature 0 always takes the likeliest token.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>기본값으로</source>
            <translation>Defaults</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>모델 기본</source>
            <translation>Model's default</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>켜기</source>
            <translation>On</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>끄기</source>
            <translation>Off</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>온도</source>
            <translation>Temperature</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>높을수록 답이 다양해집니다.</source>
            <translation>Higher values make answers more varied.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>가장 그럴듯한 k개에서 고릅니다.</source>
            <translation>Chooses among the k likeliest tokens.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>확률의 합이 p인 데까지에서 고릅니다.</source>
            <translation>Chooses among the likeliest tokens that together reach probability p.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>가장 그럴듯한 토큰의 p배보다 드문 것은 버립니다.</source>
            <translation>Drops tokens less likely than p times the likeliest.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>반복 벌점</source>
            <translation>Repeat penalty</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>1보다 크면 이미 나온 토큰을 덜 고릅니다.</source>
            <translation>Above 1, tokens that have come are chosen less.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>출현 벌점</source>
            <translation>Presence penalty</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>한 번이라도 나온 토큰을 덜 고릅니다.</source>
            <translation>Tokens that have come at all are chosen less.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>빈도 벌점</source>
            <translation>Frequency penalty</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>자주 나온 토큰일수록 덜 고릅니다.</source>
            <translation>The oftener a token has come, the less it is chosen.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>시드</source>
            <translation>Seed</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>같은 시드와 같은 값이면 같은 답이 나옵니다.</source>
            <translation>The same seed and values give the same answer.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>답의 최대 길이</source>
            <translation>Longest answer</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>답을 이만큼(토큰)에서 끊습니다.</source>
            <translation>Answers are cut off at this many tokens.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>컨텍스트 길이</source>
            <translation>Context length</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>질문과 답을 합쳐 기억하는 길이(토큰)입니다. 바꾸면 모델을 다시 불러옵니다.</source>
            <translation>Tokens that prompt and answer may have together. Changing it loads the models again.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>생각하기</source>
            <translation>Thinking</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>생각을 켜고 끌 수 있는 모델에만 쓰입니다.</source>
            <translation>Counts only for models whose thinking can be switched.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/slow_mark.py" />
            <source>느리게 보기 {factor} · 실제 {tps} tok/s</source>
            <translation>Slow view {factor} · really {tps} tok/s</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/slow_mark.py" />
            <source>글만 느리게 보여 줍니다. 잰 수치는 그대로입니다. 누르면 실시간으로 바뀝니다.</source>
            <translation>Only the text is shown slowly; the figures are the measured ones. Click for real time.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>자동</source>
            <translation>Automatic</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/slow_view_box.py" />
            <source>실시간</source>
            <translation>Real time</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/slow_view_box.py" />
            <source>자동: 초당 150토큰보다 빠른 답은 읽을 수 있는 빠르기로 보여 줍니다. 잰 수치는 달라지지 않습니다.</source>
            <translation>Automatic: answers faster than 150 tokens a second are shown at a readable pace. The figures do not change.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>느리게 보기</source>
            <translation>Slow view</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/state_badge.py" />
            <source>차례 기다림</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/state_badge.py" />
            <source>질문 읽는 중</source>
            <translation>Reading prompt</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/state_badge.py" />
            <source>상태: {state}</source>
            <translation>State: {state}</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>동시 실행의 수치는 순위를 매기지 않습니다.</source>
            <translation>Figures of a race are not ranked.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>{n}회 이상이어야 판단합니다.</source>
            <translation>Needs at least {n} rounds to judge.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>뚜렷한 차이 없음</source>
            <translation>No clear difference</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>다른 짝 {n}개</source>
            <translation>{n} other pairs</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>{a} 쪽이 {b}보다 {lead} 빠름 ({n}회 중앙값, 범위 {range})</source>
            <translation>{a} is {lead} faster than {b} (median of {n} rounds, range {range})</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>{n}배</source>
            <translation>{n}×</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>{name} {median} tok/s ({low}–{high})</source>
            <translation>{name}: {median} tok/s ({low}–{high})</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/board.py" />
            <source>생각 끝</source>
            <translation>End of thinking</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/board.py" />
            <source>평균 {rate}</source>
            <translation>mean {rate}</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>그래프에 그릴 것</source>
            <translation>What the graph shows</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>초당 토큰 수: 최근 16토큰, 길어도 0.5초의 평균</source>
            <translation>Tokens per second: mean over the last 16 tokens, at most 0.5 s</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>글자</source>
            <translation>Characters</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>지금까지 나온 답의 글자 수</source>
            <translation>Characters of the answer so far</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>자원</source>
            <translation>Resources</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>{n}/{total}회차</source>
            <translation>Round {n}/{total}</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>앞선 회차는 흐리게 그립니다.</source>
            <translation>Earlier rounds are drawn faintly.</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>느리게 보기 1/{n}</source>
            <translation>Slow view 1/{n}</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>실제보다 천천히 보여 주고 있습니다. 가로축과 수치는 실제 시간입니다.</source>
            <translation>Shown slower than it happened. The time axis and all figures are real time.</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>그래프 이어 그리기</source>
            <translation>Resume the graph</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>그래프 멈추기</source>
            <translation>Pause the graph</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>맞춤: 모두 보이게</source>
            <translation>Fit: show everything</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/resource_chart.py" />
            <source>메모리 사용 (선: 전체, 색: 모델마다)</source>
            <translation>Memory in use (plain line: whole PC, colours: each model)</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/resource_chart.py" />
            <source>메모리 사용</source>
            <translation>Memory in use</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/resource_chart.py" />
            <source>작업자</source>
            <translation>worker</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/resource_chart.py" />
            <source>CPU 사용</source>
            <translation>CPU in use</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/saved_graph.py" />
            <source>초당 토큰 수 (tok/s)</source>
            <translation>Tokens per second (tok/s)</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/saved_graph.py" />
            <source>답의 글자 수</source>
            <translation>Characters of the answer</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>CPU와 메모리</source>
            <translation>CPU and memory</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/throughput_graph.py" />
            <source>저장하지 못했습니다: {why}</source>
            <translation>Could not be saved: {why}</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/throughput_graph.py" />
            <source>저장했습니다: {name}</source>
            <translation>Saved: {name}</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/throughput_graph.py" />
            <source>PNG 그림</source>
            <translation>PNG picture</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/throughput_graph.py" />
            <source>SVG 그림</source>
            <translation>SVG picture</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/throughput_graph.py" />
            <source>CSV 표</source>
            <translation>CSV table</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>그래프 저장</source>
            <translation>Save the graph</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/throughput_graph.py" />
            <source>처리 속도 그래프</source>
            <translation>Throughput graph</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/throughput_graph.py" />
            <source>+와 -로 확대하고 줄이며, 화살표로 옮기고, 0으로 맞춥니다.</source>
            <translation>+ and - zoom, the arrow keys move, 0 fits.</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/throughput_graph.py" />
            <source>질문을 적고 실행을 누르면, 모델마다 글이 나오는 빠르기가 여기에 그려집니다.</source>
            <translation>Write a question and press Run: the speed of every model is drawn here.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/numbers.py" />
            <source>{n}초</source>
            <translation>{n} s</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/units.py" />
            <source>{n}자</source>
            <translation>{n} chars</translation>
        </message>
        <message>
            <location filename="../../widgets/help_dialog.py" />
            <source>단축키</source>
            <translation>Shortcuts</translation>
        </message>
        <message>
            <location filename="../../widgets/help_dialog.py" />
            <source>정보</source>
            <translation>About</translation>
        </message>
        <message>
            <location filename="../../widgets/help_dialog.py" />
            <source>라이선스</source>
            <translation>Licences</translation>
        </message>
        <message>
            <location filename="../../widgets/help_dialog.py" />
            <source>시스템</source>
            <translation>System</translation>
        </message>
        <message>
            <location filename="../../widgets/help_dialog.py" />
            <source>한국어 언어 모델을 이 PC에서 나란히 돌려 답과 속도를 견줍니다. 글과 답은 이 PC를 벗어나지 않습니다.</source>
            <translation>Runs Korean language models side by side on this PC and compares their answers and speed. Prompts and answers never leave this PC.</translation>
        </message>
        <message>
            <location filename="../../widgets/help_dialog.py" />
            <source>Qt는 LGPL 3.0에 따라 고치지 않고 따로 불러 쓰며, 다른 판으로 바꿔 넣을 수 있습니다.</source>
            <translation>Qt is used under LGPL 3.0, unmodified and loaded dynamically; it can be replaced by another build.</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>다음 영역으로</source>
            <translation>Next area</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>앞 영역으로</source>
            <translation>Previous area</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>한국어와 영어 바꾸기</source>
            <translation>Switch between Korean and English</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>밝은 화면과 어두운 화면 바꾸기</source>
            <translation>Switch between light and dark</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>끝내기</source>
            <translation>Quit</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>저장하지 못한 실행이 {n}개 있습니다.</source>
            <translation>{n} runs are not saved yet.</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>지금 닫으면 그 결과는 사라집니다.</source>
            <translation>Closing now loses those results.</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>그래도 닫기</source>
            <translation>Close anyway</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>돌아가기</source>
            <translation>Go back</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>나란히 – 한국어 모델 비교</source>
            <translation>Naranhi – Korean models side by side</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/saved_graph.py" />
            <source>나란히</source>
            <translation>Naranhi</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>언어</source>
            <translation>Language</translation>
        </message>
        <message>
            <location filename="../../widgets/navigation.py" />
            <source>시스템 따름</source>
            <translation>Follow the system</translation>
        </message>
        <message>
            <location filename="../../widgets/navigation.py" />
            <source>밝게</source>
            <translation>Light</translation>
        </message>
        <message>
            <location filename="../../widgets/navigation.py" />
            <source>어둡게</source>
            <translation>Dark</translation>
        </message>
        <message>
            <location filename="../../widgets/navigation.py" />
            <source>화면 색: {name}</source>
            <translation>Theme: {name}</translation>
        </message>
        <message>
            <location filename="../../widgets/navigation.py" />
            <source>도움말과 정보 (F1)</source>
            <translation>Help and about (F1)</translation>
        </message>
        <message>
            <location filename="../../widgets/help_dialog.py" />
            <source>도움말과 정보</source>
            <translation>Help and about</translation>
        </message>
        <message>
            <location filename="../../widgets/notice_bar.py" />
            <source>알림</source>
            <translation>Notice</translation>
        </message>
        <message>
            <location filename="../../widgets/notice_bar.py" />
            <source>주의</source>
            <translation>Warning</translation>
        </message>
        <message>
            <location filename="../../widgets/notice_bar.py" />
            <source>오류</source>
            <translation>Error</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/log_dialog.py" />
            <source>닫기</source>
            <translation>Close</translation>
        </message>
        <message>
            <location filename="../../widgets/notice_bar.py" />
            <source>알림 닫기</source>
            <translation>Close this notice</translation>
        </message>
    </context>
</TS>
