<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ko">
    <context>
        <name>naranhi</name>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>잴 모델: compare와 같은 이름. 하나여도 됩니다</source>
            <translation>Models to measure, named as for compare; one is enough</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>무엇을 잴지, 쉼표로. standard: llama-bench처럼. chat: 우리말 글에 답하기. depth: 앞글이 길 때. load: 불러오기. users: 동시 사용자</source>
            <translation>What to measure, by commas. standard: as llama-bench. chat: answering Korean texts. depth: behind a long context. load: loading. users: several at once</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>standard에서 읽을 토큰 수</source>
            <translation>Tokens to read in standard</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>standard에서 쓸 토큰 수</source>
            <translation>Tokens to write in standard</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>chat과 users에서 답의 길이(토큰)</source>
            <translation>Length of an answer (tokens) in chat and users</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>답이 저절로 끝나면 멈춥니다. 없으면 길이를 맞춥니다</source>
            <translation>Answers end by themselves; otherwise all are equally long</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>차례를 정하는 씨앗</source>
            <translation>Seed of the order</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>잴 때마다 PC가 쉴 때까지 많아야 이만큼(초) 기다립니다</source>
            <translation>Before each run wait until the PC is idle, at most so long (seconds)</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>멈춘 측정을 이어서 합니다</source>
            <translation>Go on with a measurement that was stopped</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>지난 측정의 결과를 다시 보입니다</source>
            <translation>Show the results of a past measurement</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>지금까지의 측정을 새것부터 보입니다</source>
            <translation>List the measurements, newest first</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_command.py" />
            <source>모델을 되풀이해 재고, 중앙값과 95 % 구간, 누가 빠른지를 보입니다</source>
            <translation>Measure models again and again: medians, 95 % intervals, and who is faster</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>아직 측정이 없습니다. bench -m starter-s -m starter-m을 돌려 보세요.</source>
            <translation>No measurements yet. Try: bench -m starter-s -m starter-m</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>잰 횟수</source>
            <translation>Runs</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_run.py" />
            <source>'{name}'은 모르는 측정입니다. {known} 가운데서 고르세요.</source>
            <translation>‘{name}’ is no kind of measurement. Choose from: {known}.</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_run.py" />
            <source>이미 끝났거나 다른 창에서 재고 있는 측정입니다.</source>
            <translation>That measurement has finished, or another window is at it.</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_run.py" />
            <source>멈췄습니다. 이어서 재려면: bench --resume {plan}</source>
            <translation>Stopped. To go on: bench --resume {plan}</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_run.py" />
            <source>'{name}'로 시작하는 측정이 {n}개 있습니다. bench --list로 찾아보세요.</source>
            <translation>{n} measurements begin with ‘{name}’. bench --list shows them.</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundle_command.py" />
            <source>export: 폴더에 담습니다. import: 모두 검사하고 라이브러리로 옮깁니다</source>
            <translation>export: write into a folder. import: check everything, then copy into the library</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundle_command.py" />
            <source>꾸러미의 폴더</source>
            <translation>The folder of the bundle</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundle_command.py" />
            <source>담을 모델: ID[:QUANT] 또는 GGUF의 경로</source>
            <translation>The models: ID[:QUANT], or the path of a GGUF</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundle_command.py" />
            <source>bundle import는 꾸러미를 통째로 가져옵니다.</source>
            <translation>bundle import takes the bundle as a whole.</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundle_command.py" />
            <source>담을 모델을 --models로 대거나 --all을 쓰세요.</source>
            <translation>Name the models with --models, or use --all.</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundle_command.py" />
            <source>모델을 USB에 담고, 인터넷이 없는 PC에서 가져옵니다</source>
            <translation>Put models on a stick, and take them in on a PC without network</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundling.py" />
            <source>담는 중</source>
            <translation>Writing</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundling.py" />
            <source>멈췄습니다. 다시 실행하면 이어서 담습니다.</source>
            <translation>Stopped. Run it again to go on.</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundling.py" />
            <source>담았습니다: {path} (모델 {count}개, {size})</source>
            <translation>Written: {path} (models: {count}, {size})</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundling.py" />
            <source>검사하고 옮기는 중</source>
            <translation>Checking and copying</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundling.py" />
            <source>멈췄습니다. 다 옮긴 모델만 남깁니다.</source>
            <translation>Stopped. Models that were copied whole stay.</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundling.py" />
            <source>옮겼습니다: {name} ({path})</source>
            <translation>Taken in: {name} ({path})</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundling.py" />
            <source>쓸 수 없어 담지 않습니다: {path}</source>
            <translation>Left out, it cannot be used: {path}</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundling.py" />
            <source>라이브러리에 담을 모델이 없습니다.</source>
            <translation>The library holds no model to write.</translation>
        </message>
        <message>
            <location filename="../../app/cli/catalogue_lookup.py" />
            <source>카탈로그의 {file} 파일을 읽지 못했습니다.</source>
            <translation>The catalogue file {file} could not be read.</translation>
        </message>
        <message>
            <location filename="../../app/cli/catalogue_lookup.py" />
            <source>그런 모델이 없습니다: {name}.</source>
            <translation>No such model: {name}.</translation>
        </message>
        <message>
            <location filename="../../app/cli/catalogue_lookup.py" />
            <source>혹시 {meant}?</source>
            <translation>Did you mean {meant}?</translation>
        </message>
        <message>
            <location filename="../../app/cli/common_options.py" />
            <source>JSON 문서 하나로 표준 출력에 씁니다</source>
            <translation>Write one JSON document to standard output</translation>
        </message>
        <message>
            <location filename="../../app/cli/common_options.py" />
            <source>결과를 JSON 문서 하나로 표준 출력에 씁니다</source>
            <translation>Write the result to standard output as one JSON document</translation>
        </message>
        <message>
            <location filename="../../app/cli/common_options.py" />
            <source>되풀이하는 횟수. 5부터 누가 빠른지 판정합니다</source>
            <translation>How many times. From 5 on it is judged who is faster</translation>
        </message>
        <message>
            <location filename="../../app/cli/common_options.py" />
            <source>생각하고 답할지 (되는 모델만)</source>
            <translation>Whether to think before answering (models that can)</translation>
        </message>
        <message>
            <location filename="../../app/cli/common_options.py" />
            <source>기록에 남길 이름</source>
            <translation>A name for the history</translation>
        </message>
        <message>
            <location filename="../../app/cli/common_options.py" />
            <source>이 PC의 빠르기를 새로 잽니다 / 재지 않습니다. 처음 한 번은 저절로 잽니다</source>
            <translation>Measure this PC's speed anew / do not measure. The first time it is measured by itself</translation>
        </message>
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
            <source>동시: 메모리에 다 들어가지 않을 것 같아도 돌립니다</source>
            <translation>race: run even what would probably not fit into memory together</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>답의 최대 길이(토큰)</source>
            <translation>Longest answer, in tokens</translation>
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
            <source>한 번이라도 나온 토큰을 덜 고릅니다. 0이면 없음</source>
            <translation>Takes tokens that came at all less often. 0: none</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>자주 나온 토큰일수록 덜 고릅니다. 0이면 없음</source>
            <translation>Takes tokens less often the oftener they came. 0: none</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>뽑기의 씨앗: 같으면 같은 답</source>
            <translation>Seed of the sampling: the same one gives the same answer</translation>
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
            <location filename="../../app/cli/consent.py" />
            <source>이 조건에 동의하고 받을까요?</source>
            <translation>Accept these terms and download?</translation>
        </message>
        <message>
            <location filename="../../app/cli/consent.py" />
            <source>{model}의 라이선스 ({badge}):</source>
            <translation>Licence of {model} ({badge}):</translation>
        </message>
        <message>
            <location filename="../../app/cli/consent.py" />
            <source>원문: {url}</source>
            <translation>Full text: {url}</translation>
        </message>
        <message>
            <location filename="../../app/cli/consent.py" />
            <source>원본 페이지: {url}</source>
            <translation>The original's page: {url}</translation>
        </message>
        <message>
            <location filename="../../app/cli/consent.py" />
            <source>예 네 ㅛ</source>
            <translation>y yes</translation>
        </message>
        <message>
            <location filename="../../app/cli/consent.py" />
            <source>라이선스에 동의하지 않아 받지 않았습니다: {licence}. 동의하면 --accept-licence를 붙여 다시 실행하세요.</source>
            <translation>Not downloaded, the licence was not accepted: {licence}. If you accept it, run this again with --accept-licence.</translation>
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
            <location filename="../../app/cli/doctor_choices.py" />
            <source>재서 고른 장치를 잊었습니다. 다음에 모델을 불러올 때 다시 잽니다.</source>
            <translation>Forgot the devices chosen by measuring. The next load of a model measures again.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>재서 고른 장치를 잊습니다. 다음에 불러올 때 다시 잽니다</source>
            <translation>Forget the devices chosen by measuring; the next load measures again</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>이 PC와 설치 상태를 살펴보고, 빠진 것과 고칠 방법을 알려 줍니다</source>
            <translation>Look at this PC and the installation; tell what is missing and how to mend it</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>계산 장치</source>
            <translation>Devices</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>그래픽 카드</source>
            <translation>Graphics cards</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>창과 글꼴</source>
            <translation>Window and fonts</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>모델 받기</source>
            <translation>Downloads</translation>
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
            <source>코어 {physical}, 스레드 {logical}</source>
            <translation>{physical} cores, {logical} threads</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>운영 체제</source>
            <translation>System</translation>
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
            <source>예 (--offline)</source>
            <translation>yes (--offline)</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>예 (HF_HUB_OFFLINE)</source>
            <translation>yes (HF_HUB_OFFLINE)</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>아니오</source>
            <translation>no</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>있음 (HF_TOKEN)</source>
            <translation>set (HF_TOKEN)</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>있음 (암호 보관함)</source>
            <translation>set (keyring)</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>{endpoint} (미러)</source>
            <translation>{endpoint} (mirror)</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>오프라인</source>
            <translation>Offline</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>암호 보관함</source>
            <translation>Keyring</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>자료</source>
            <translation>Data</translation>
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
            <source>받은 모델</source>
            <translation>Models</translation>
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
            <location filename="../../app/cli/doctor_devices.py" />
            <source>이 PC에 맞춰 빌드한 것 하나</source>
            <translation>one, built for this PC</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>백엔드</source>
            <translation>Backends</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>불러올 수 없음: {why}</source>
            <translation>cannot be loaded: {why}</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>드라이버나 장치가 없어 쓰지 않음</source>
            <translation>not used: there is no driver or device for it</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>CPU 라이브러리</source>
            <translation>CPU library</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>쓰는 CPU 기능</source>
            <translation>CPU features in use</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>GPU 오프로드</source>
            <translation>GPU offload</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>라이브러리</source>
            <translation>Libraries</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>쓸 수 없음</source>
            <translation>not usable</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>드라이버 없음</source>
            <translation>no driver</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>PCI</source>
            <translation>PCI</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>찾지 못함</source>
            <translation>none found</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>NVIDIA 드라이버</source>
            <translation>NVIDIA driver</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>내장 GPU</source>
            <translation>integrated GPU</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>가속기</source>
            <translation>accelerator</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>CPU가 흉내 내는 GPU (빨라지지 않음)</source>
            <translation>a GPU that the CPU plays (no gain in speed)</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>메모리를 알려 주지 않음</source>
            <translation>memory not told</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>{total} 가운데 {free} 쓸 수 있음</source>
            <translation>{free} of {total} available</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>PC와 함께 쓰는 메모리</source>
            <translation>shares the PC's memory</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_command.py" />
            <source>ID[:QUANT], starter-s, GGUF 파일, OWNER/REPO, 또는 Hugging Face의 주소</source>
            <translation>ID[:QUANT], starter-s, a GGUF file, OWNER/REPO, or an address of Hugging Face</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_command.py" />
            <source>한꺼번에 올릴 칸의 수</source>
            <translation>How many panes are loaded at once</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_command.py" />
            <source>양자화: Q4_K_M, Q8_0 …</source>
            <translation>Quantisation: Q4_K_M, Q8_0 …</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_command.py" />
            <source>카탈로그의 모든 모델을 표로 보입니다</source>
            <translation>Shows every model of the catalogue as a table</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_command.py" />
            <source>모델 하나를 적거나, 모델 없이 --all을 붙여 주세요.</source>
            <translation>Name one model, or none and --all.</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_command.py" />
            <source>이 PC에서 돌아갈지, 얼마나 빠를지 받기 전에 알려 줍니다</source>
            <translation>Tells before a download whether a model runs on this PC, and how fast</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_desk.py" />
            <source>이 PC의 빠르기를 재는 중(20초까지)</source>
            <translation>Measuring this PC's speed (up to 20 s)</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_desk.py" />
            <source>이 PC의 빠르기를 재지 못해 속도는 빼고 알려 줍니다.</source>
            <translation>This PC's speed could not be measured; it is left out.</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_desk.py" />
            <source>이 PC의 빠르기를 재는 중: {percent:.0f} %</source>
            <translation>Measuring this PC's speed: {percent:.0f} %</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>컨텍스트 {n_ctx:,} · KV 캐시 {cache}</source>
            <translation>context {n_ctx:,} · KV cache {cache}</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>{n}칸</source>
            <translation>{n} panes</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>층</source>
            <translation>Layers</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>엔진과 그 밖</source>
            <translation>Engine etc.</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>합</source>
            <translation>Total</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>{n}칸의 합</source>
            <translation>Total of {n} panes</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>쓸 수 있음</source>
            <translation>Available</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>바꾸면</source>
            <translation>What would help</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>이 PC의 빠르기를 재지 않아 모릅니다. 재려면: fit --calibrate</source>
            <translation>Not known: this PC's speed was not measured. To measure it: fit --calibrate</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>처음 {empty}, 컨텍스트가 차면 {full}</source>
            <translation>{empty} at first, {full} once the context is full</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>질문 읽기</source>
            <translation>Prefill</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>읽는 속도와</source>
            <translation>Against reading</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>첫 글자</source>
            <translation>First token</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>메모리는 {basis}</source>
            <translation>memory {basis}</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>속도는 {basis}</source>
            <translation>speed {basis}</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>근거</source>
            <translation>Basis</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>{needed} 받아야 하고 {free} 남아 있음</source>
            <translation>{needed} to download, {free} left</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_run.py" />
            <source>파일의 첫머리를 읽지 못해 카탈로그에 적힌 크기로 어림합니다.</source>
            <translation>The file's header could not be read; the sizes in the catalogue have to do.</translation>
        </message>
        <message>
            <location filename="../../app/cli/gate.py" />
            <source>이 페이지를 브라우저로 열까요?</source>
            <translation>Open this page in the browser?</translation>
        </message>
        <message>
            <location filename="../../app/cli/gate.py" />
            <source>동의한 뒤 그 계정의 토큰을 넣고 Enter (이미 넣어 두었으면 그냥 Enter): </source>
            <translation>Accept there, then type that account's token and press Enter (just Enter where it is kept already): </translation>
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
            <source>인자</source>
            <translation>Arguments</translation>
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
            <source>네트워크를 쓰지 않습니다. 모델을 받는 일만 빼고 다 됩니다</source>
            <translation>Use no network. Everything works but downloading models</translation>
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
            <location filename="../../app/cli/hub_search.py" />
            <source>찾은 것이 없습니다.</source>
            <translation>Nothing was found.</translation>
        </message>
        <message>
            <location filename="../../app/cli/hub_search.py" />
            <source>받은 횟수</source>
            <translation>Downloads</translation>
        </message>
        <message>
            <location filename="../../app/cli/hub_search.py" />
            <source>좋아요</source>
            <translation>Likes</translation>
        </message>
        <message>
            <location filename="../../app/cli/hub_search.py" />
            <source>고친 날</source>
            <translation>Updated</translation>
        </message>
        <message>
            <location filename="../../app/cli/hub_search.py" />
            <source>동의 필요</source>
            <translation>Gated</translation>
        </message>
        <message>
            <location filename="../../app/cli/import_command.py" />
            <source>GGUF 파일</source>
            <translation>GGUF files</translation>
        </message>
        <message>
            <location filename="../../app/cli/import_command.py" />
            <source>LM Studio, Ollama, Jan, GPT4All, Hugging Face 캐시에서 찾습니다</source>
            <translation>Look in LM Studio, Ollama, Jan, GPT4All and the Hugging Face cache</translation>
        </message>
        <message>
            <location filename="../../app/cli/import_command.py" />
            <source>찾은 것을 묻지 않고 모두 올립니다</source>
            <translation>Take in all that is found, without asking</translation>
        </message>
        <message>
            <location filename="../../app/cli/import_command.py" />
            <source>올릴 GGUF 파일을 대거나 --found를 쓰세요.</source>
            <translation>Name the GGUF files, or use --found.</translation>
        </message>
        <message>
            <location filename="../../app/cli/import_command.py" />
            <source>가지고 있는 GGUF를 복사하지 않고 라이브러리에 올립니다</source>
            <translation>Take GGUF files you have into the library, without copying them</translation>
        </message>
        <message>
            <location filename="../../app/cli/importing.py" />
            <source>다른 프로그램의 GGUF를 찾지 못했습니다.</source>
            <translation>No GGUF of another program was found.</translation>
        </message>
        <message>
            <location filename="../../app/cli/importing.py" />
            <source>모두 올리려면 --yes를, 하나만 올리려면 import FILE을 쓰세요.</source>
            <translation>Use --yes to take in all of them, or import FILE for one.</translation>
        </message>
        <message>
            <location filename="../../app/cli/importing.py" />
            <source>{count}개를 라이브러리에 올릴까요? 파일은 그 자리에 그대로 둡니다.</source>
            <translation>Take these {count} into the library? The files stay where they are.</translation>
        </message>
        <message>
            <location filename="../../app/cli/importing.py" />
            <source>올렸습니다: {name} ({path})</source>
            <translation>Taken in: {name} ({path})</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>프로그램</source>
            <translation>Program</translation>
        </message>
        <message>
            <location filename="../../app/cli/importing.py" />
            <source>라이브러리에</source>
            <translation>In library</translation>
        </message>
        <message>
            <location filename="../../app/cli/hub_search.py" />
            <source>예</source>
            <translation>yes</translation>
        </message>
        <message>
            <location filename="../../app/cli/library_command.py" />
            <source>move: 모두 DIR로 옮깁니다. use: 이제부터 DIR을 씁니다. clean: 받다 만 것을 지웁니다</source>
            <translation>move: moves everything to DIR. use: uses DIR from now on. clean: deletes unfinished downloads</translation>
        </message>
        <message>
            <location filename="../../app/cli/library_command.py" />
            <source>폴더는 library move와 library use에 하나 적어 주세요.</source>
            <translation>library move and library use take one folder, the others none.</translation>
        </message>
        <message>
            <location filename="../../app/cli/library_command.py" />
            <source>모델 폴더: 무엇이 얼마나 차지하는지, 옮기기, 받다 만 것 지우기</source>
            <translation>The folder of models: what takes how much, moving it, deleting unfinished downloads</translation>
        </message>
        <message>
            <location filename="../../app/cli/load_options.py" />
            <source>컨텍스트 길이(토큰). 길수록 메모리를 많이 씁니다</source>
            <translation>Context length in tokens. Longer takes more memory</translation>
        </message>
        <message>
            <location filename="../../app/cli/load_options.py" />
            <source>쓸 장치를 쉼표로: Vulkan0,Vulkan1 또는 cpu. 이름은 doctor가 알려 줍니다</source>
            <translation>devices, by commas: Vulkan0,Vulkan1 or cpu; doctor tells their names</translation>
        </message>
        <message>
            <location filename="../../app/cli/load_options.py" />
            <source>GPU에 올릴 층의 수. 없으면 빈 메모리에 들어가는 만큼</source>
            <translation>layers on the GPU; without it, as many as fit into the free memory</translation>
        </message>
        <message>
            <location filename="../../app/cli/load_options.py" />
            <source>KV 캐시의 형식. 줄이면 메모리를 덜 씁니다</source>
            <translation>type of the KV cache; a smaller one takes less memory</translation>
        </message>
        <message>
            <location filename="../../app/cli/load_options.py" />
            <source>플래시 어텐션. 줄인 KV 캐시에는 꼭 있어야 합니다</source>
            <translation>flash attention; a smaller KV cache needs it</translation>
        </message>
        <message>
            <location filename="../../app/cli/load_options.py" />
            <source>CPU의 스레드 수. 없으면 실제 코어의 수</source>
            <translation>threads of the CPU; without it, the physical cores</translation>
        </message>
        <message>
            <location filename="../../app/cli/load_options.py" />
            <source>전문가 모델(MoE)의 앞에서부터 이만큼의 층은 전문가를 CPU에 둡니다</source>
            <translation>of a mixture-of-experts model, keep the experts of this many first layers on the CPU</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_listing.py" />
            <source>맞는 모델이 없습니다.</source>
            <translation>No model fits.</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_listing.py" />
            <source>그런 팀이 없습니다. 팀: {teams}</source>
            <translation>No such team. Teams: {teams}</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_listing.py" />
            <source>여기서</source>
            <translation>Loads</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_listing.py" />
            <source>이 PC에 있는 것</source>
            <translation>On this PC</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_listing.py" />
            <source>연습용 모델 {names}도 있습니다(받지 않아도 됩니다).</source>
            <translation>There are practice models too, without a download: {names}.</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_listing.py" />
            <source>자세히: {details} · 받기: {pull}</source>
            <translation>Details: {details} · Download: {pull}</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>여기서 되나</source>
            <translation>Does it run here</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>상업적 이용</source>
            <translation>Business use</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>뜻</source>
            <translation>Meaning</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>보여야 하는 글</source>
            <translation>Must be shown</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>원문</source>
            <translation>Full text</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>{when}에 {who} 동의함</source>
            <translation>{when} by {who}</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>동의</source>
            <translation>Accepted</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>되게 하려면</source>
            <translation>What would run it</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>가까운 모델</source>
            <translation>Nearest model</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>파라미터</source>
            <translation>Parameters</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>GGUF</source>
            <translation>GGUF</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>받을 때</source>
            <translation>To download</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>Hugging Face에서 이용 조건에 동의해야 합니다</source>
            <translation>The terms have to be accepted on Hugging Face</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>늘 생각하고 답함</source>
            <translation>Thinks before it answers, by default</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>시키면 생각하고 답함</source>
            <translation>Thinks before it answers when told to</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>pull을 하면 저장소에서 찾습니다</source>
            <translation>pull looks them up in the repositories</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>있음</source>
            <translation>here</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_words.py" />
            <source>있음 (검사 전)</source>
            <translation>here (not verified)</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_words.py" />
            <source>깨짐</source>
            <translation>broken</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_words.py" />
            <source>없어짐</source>
            <translation>gone</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_words.py" />
            <source>받을 수 있음</source>
            <translation>on the Hub</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_words.py" />
            <source>가능</source>
            <translation>yes</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_words.py" />
            <source>모름</source>
            <translation>unknown</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>됨</source>
            <translation>yes</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_devices.py" />
            <source>안 됨</source>
            <translation>No</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_words.py" />
            <source>가져온 파일</source>
            <translation>Imported file</translation>
        </message>
        <message>
            <location filename="../../app/cli/models_command.py" />
            <source>이 모델 하나를 자세히 보입니다</source>
            <translation>Show this one in detail</translation>
        </message>
        <message>
            <location filename="../../app/cli/models_command.py" />
            <source>이 팀의 모델만: lg, naver, skt …</source>
            <translation>Only this team's models: lg, naver, skt …</translation>
        </message>
        <message>
            <location filename="../../app/cli/models_command.py" />
            <source>라이선스가 이런 모델만</source>
            <translation>Only models with such a licence</translation>
        </message>
        <message>
            <location filename="../../app/cli/models_command.py" />
            <source>이 프로그램의 llama.cpp가 불러올 수 있는 것만</source>
            <translation>Only what this program's llama.cpp loads</translation>
        </message>
        <message>
            <location filename="../../app/cli/models_command.py" />
            <source>Hugging Face에서 GGUF 저장소를 찾습니다</source>
            <translation>Search Hugging Face for GGUF repositories</translation>
        </message>
        <message>
            <location filename="../../app/cli/models_command.py" />
            <source>ID, --search, 거르는 옵션은 함께 쓸 수 없습니다.</source>
            <translation>An ID, --search and the filters exclude one another.</translation>
        </message>
        <message>
            <location filename="../../app/cli/models_command.py" />
            <source>한국어 모델과 받아 둔 모델: 라이선스, 크기, 여기서 되는지</source>
            <translation>Korean models and those on this PC: licence, size, whether they load here</translation>
        </message>
        <message>
            <location filename="../../app/cli/no_screen.py" />
            <source>화면을 찾을 수 없어 창을 열 수 없습니다. 터미널의 compare는 화면 없이도 됩니다: compare -m starter-s -m starter-m -p "안녕하세요?"</source>
            <translation>No screen was found, so the window cannot open. In the terminal, compare works without one: compare -m starter-s -m starter-m -p "Hello?"</translation>
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
            <location filename="../../app/cli/problem_sentence.py" />
            <source>--devices에 그 가운데 하나를 적거나, --devices 없이 실행해 주세요.</source>
            <translation>Name one of them with --devices, or run without --devices.</translation>
        </message>
        <message>
            <location filename="../../app/cli/problem_sentence.py" />
            <source>드라이버를 확인하거나 --devices cpu로 실행해 주세요.</source>
            <translation>Check the driver, or run with --devices cpu.</translation>
        </message>
        <message>
            <location filename="../../app/cli/problem_sentence.py" />
            <source>--flash-attention을 빼거나 --cache-type을 f16으로 두세요.</source>
            <translation>Leave out --flash-attention, or keep --cache-type at f16.</translation>
        </message>
        <message>
            <location filename="../../app/cli/problem_sentence.py" />
            <source>--offline을 빼거나 HF_HUB_OFFLINE을 지우고 다시 실행해 주세요.</source>
            <translation>Run it again without --offline, or unset HF_HUB_OFFLINE.</translation>
        </message>
        <message>
            <location filename="../../app/cli/hub_search.py" />
            <source>받으려면: {command}</source>
            <translation>To download: {command}</translation>
        </message>
        <message>
            <location filename="../../app/cli/problem_sentence.py" />
            <source>까닭과 가까운 모델은: {command}</source>
            <translation>Why, and what comes nearest: {command}</translation>
        </message>
        <message>
            <location filename="../../app/cli/problem_sentence.py" />
            <source>{url}에서 로그인하고 동의한 뒤, 그 계정의 토큰을 HF_TOKEN에 넣고 다시 실행해 주세요.</source>
            <translation>Log in and accept at {url}, put a token of that account into HF_TOKEN and run this again.</translation>
        </message>
        <message>
            <location filename="../../app/cli/problem_sentence.py" />
            <source>--revision에 적은 이름을 확인해 주세요.</source>
            <translation>Check the name given with --revision.</translation>
        </message>
        <message>
            <location filename="../../app/cli/problem_sentence.py" />
            <source>--file에 적은 이름을 확인해 주세요. --file이 없으면 알맞은 파일을 고릅니다.</source>
            <translation>Check the name given with --file. Without --file a fitting one is chosen.</translation>
        </message>
        <message>
            <location filename="../../app/cli/problem_sentence.py" />
            <source>USB나 외장 디스크라면 다시 꽂아 주세요. 다른 폴더를 쓰려면: {command}</source>
            <translation>If it is on a stick or an external disk, plug it in again. To use another folder: {command}</translation>
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
            <location filename="../../app/cli/pull_command.py" />
            <source>ID[:QUANT] 또는 OWNER/REPO[:QUANT]. QUANT가 없으면 Q4_K_M부터 찾습니다</source>
            <translation>ID[:QUANT] or OWNER/REPO[:QUANT]. Without QUANT, Q4_K_M is looked for first</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_command.py" />
            <source>저장소 안의 이 GGUF 파일</source>
            <translation>This GGUF file of the repository</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_command.py" />
            <source>저장소의 브랜치, 태그, 커밋</source>
            <translation>Branch, tag or commit of the repository</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_command.py" />
            <source>묻지 않고 라이선스에 동의합니다</source>
            <translation>Accept the licence without being asked</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_command.py" />
            <source>받는 속도를 묶습니다(1초에): 500K, 5M</source>
            <translation>Limit the speed (per second): 500K, 5M</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_command.py" />
            <source>--limit-rate: 쓸 수 없는 값입니다. 보기: 500K, 5M, 0 (묶지 않음)</source>
            <translation>--limit-rate: not a usable value. Examples: 500K, 5M, 0 (no limit)</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_command.py" />
            <source>모델을 받습니다. 끊기거나 멈춰도 다시 실행하면 이어서 받습니다</source>
            <translation>Download a model. Run it again after a break and it goes on</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundling.py" />
            <source>이미 있습니다: {path}</source>
            <translation>Already here: {path}</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_run.py" />
            <source>{name}: 프로그램과 함께 온 연습용 모델입니다.</source>
            <translation>{name}: a practice model that came with the program.</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_run.py" />
            <source>여기서 되는 가까운 모델: {model}</source>
            <translation>Nearest model that runs here: {model}</translation>
        </message>
        <message>
            <location filename="../../app/cli/hub_files.py" />
            <source>{model}: 저장소를 보는 중</source>
            <translation>{model}: looking at the repository</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_run.py" />
            <source>받았습니다: {path} ({size})</source>
            <translation>Downloaded: {path} ({size})</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_run.py" />
            <source>{name} 받기 시작</source>
            <translation>Downloading {name}</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_run.py" />
            <source>{size}는 이미 있어 이어서 받습니다</source>
            <translation>{size} are here already, going on</translation>
        </message>
        <message>
            <location filename="../../app/cli/pull_run.py" />
            <source>멈췄습니다. 받은 {size}는 남겨 두었습니다. 이어서 받으려면: {command}</source>
            <translation>Stopped. {size} have come and are kept. To go on: {command}</translation>
        </message>
        <message>
            <location filename="../../app/cli/race_check.py" />
            <source>한 번에 하나씩: --mode fair, 그래도 한꺼번에: --anyway</source>
            <translation>One at a time: --mode fair, together all the same: --anyway</translation>
        </message>
        <message>
            <location filename="../../app/cli/removing.py" />
            <source>지울 것: {path} ({size})</source>
            <translation>To delete: {path} ({size})</translation>
        </message>
        <message>
            <location filename="../../app/cli/removing.py" />
            <source>목록에서만 뺄 것: {path} (나란히의 파일이 아니므로 지우지 않습니다)</source>
            <translation>Off the list only: {path} (not a file of this program, so it is not deleted)</translation>
        </message>
        <message>
            <location filename="../../app/cli/removing.py" />
            <source>목록에서 뺄까요?</source>
            <translation>Take it off the list?</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_command.py" />
            <source>pc: 이 PC에서 돌릴 수 있는지 한 장으로. comparison: 비교. measurement: 측정. sheet: 문제지</source>
            <translation>pc: one page on whether models run here. comparison, measurement, sheet: what was run</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_command.py" />
            <source>기록의 이름 앞부분. 없으면 가장 새것입니다</source>
            <translation>The beginning of an id; without one, the newest</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_command.py" />
            <source>쓸 파일. 끝에 따라 csv, json, md, html, pdf, png. 비교의 png는 포스터입니다. 없으면 Markdown으로 보여 줍니다</source>
            <translation>File to write, by its ending csv, json, md, html, pdf or png. A comparison’s png is a poster. Without it, Markdown is shown</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_command.py" />
            <source>pc에 실을 모델. 없으면 마지막으로 잰 모델들입니다</source>
            <translation>Model for pc; without any, those measured last</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_command.py" />
            <source>pc에 쓸 측정의 이름 앞부분</source>
            <translation>The beginning of the measurement’s id, for pc</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_command.py" />
            <source>전기 1 kWh의 값(원). 다음에도 이 값을 씁니다</source>
            <translation>Price of a kWh (won), remembered</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_command.py" />
            <source>포스터를 A3 세로로 그립니다</source>
            <translation>Draw the poster as A3 portrait</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_command.py" />
            <source>있는 파일을 묻지 않고 바꿉니다</source>
            <translation>Replace a file without asking</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_command.py" />
            <source>비교와 측정을 보고서로, 이 PC에서 되는지를 한 장으로 만듭니다</source>
            <translation>Makes reports of comparisons and measurements, and one page on whether models run on this PC</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_pc.py" />
            <source>모델이 많아 앞의 {n}개만 실었습니다.</source>
            <translation>Too many models: only the first {n} are shown.</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_run.py" />
            <source>멈췄습니다.</source>
            <translation>Stopped.</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_run.py" />
            <source>{path} 파일이 이미 있습니다. 바꾸려면 --force를 붙여 주세요.</source>
            <translation>{path} is there already. Add --force to replace it.</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_run.py" />
            <source>'{name}'은 모르는 보고서입니다. {known} 가운데서 고르세요.</source>
            <translation>There is no report '{name}'. Choose one of {known}.</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_run.py" />
            <source>{path}: 파일 이름이 {known} 가운데 하나로 끝나야 합니다.</source>
            <translation>{path}: the file’s name has to end in one of {known}.</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_run.py" />
            <source>{path} 파일이 이미 있습니다. 바꿀까요?</source>
            <translation>{path} is there already. Replace it?</translation>
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
            <location filename="../../app/cli/rm_command.py" />
            <source>받은 모델을 지웁니다. 다른 프로그램의 파일은 목록에서만 뺍니다</source>
            <translation>Delete a model. Other programs' files only go off the list</translation>
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
            <location filename="../../app/cli/runs_again.py" />
            <source>{model} {n}회</source>
            <translation>{model}, round {n}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_carry.py" />
            <source>내보내는 중: {done}/{all}</source>
            <translation>Exporting: {done}/{all}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_carry.py" />
            <source>가져오는 중: {n}줄</source>
            <translation>Importing: line {n}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_carry.py" />
            <source>멈췄습니다. 지금까지 가져온 것은 남습니다.</source>
            <translation>Stopped. What has been imported stays.</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_change.py" />
            <source>간직합니다: {id}</source>
            <translation>Kept: {id}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_change.py" />
            <source>이제 간직하지 않습니다: {id}</source>
            <translation>No longer kept: {id}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_change.py" />
            <source>메모를 적었습니다: {id}</source>
            <translation>Noted: {id}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_change.py" />
            <source>이름을 붙였습니다: {id}</source>
            <translation>Named: {id}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_change.py" />
            <source>{n}개는 지금 돌고 있어 지우지 않았습니다.</source>
            <translation>{n} not deleted: still running.</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_change.py" />
            <source>지울 것: {id} · {label}</source>
            <translation>To be deleted: {id} · {label}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_change.py" />
            <source>지울 것: {id} · 실행 {n}개 · {prompt}</source>
            <translation>To be deleted: {id} · {n} runs · {prompt}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_change.py" />
            <source>지우면 되돌릴 수 없습니다. 지울까요?</source>
            <translation>This cannot be undone. Delete?</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>없으면 목록. show: 하나를 모두. again: 똑같이 다시. compare: 둘을 나란히. keep, unkeep: 간직하기. note, title: 메모와 이름. delete: 지우기. export, import: 다른 PC로 옮기기</source>
            <translation>none: a list. show: all of one. again: exactly once more. compare: two side by side. keep, unkeep: keep it. note, title: your own words. delete: forget it. export, import: to another PC</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>목록에 보이는 이름. 앞부분만 적어도 됩니다</source>
            <translation>a name from the list; its beginning will do</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>질문이나 답에 이 말이 든 것</source>
            <translation>with these words in the prompt or the answer</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>이 모델이 나온 것</source>
            <translation>with this model</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>이날부터 (2026-11-28)</source>
            <translation>from this day on (2026-11-28)</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>이날까지</source>
            <translation>up to this day</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>혼자 돌린 것, 또는 동시에 돌린 것</source>
            <translation>run alone, or in a race</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>많아야 이만큼 보입니다</source>
            <translation>Show at most this many</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>runs export FILE과 같습니다</source>
            <translation>the same as runs export FILE</translation>
        </message>
        <message>
            <location filename="../../app/cli/library_command.py" />
            <source>묻지 않고 지웁니다</source>
            <translation>delete without asking</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>지금까지의 기록: 찾고, 견주고, 다시 돌리고, 옮깁니다</source>
            <translation>the history: find, compare, run again, carry elsewhere</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>runs --search "환불" --since 2026-11-01</source>
            <translation>runs --search "refund" --since 2026-11-01</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>runs title 3f2a "점심 시간에 잰 것"</source>
            <translation>runs title 3f2a "measured at lunchtime"</translation>
        </message>
        <message>
            <location filename="../../app/cli/help_page.py" />
            <source>쓰는 법: {usage}</source>
            <translation>Usage: {usage}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_list.py" />
            <source>그런 기록이 없습니다.</source>
            <translation>There is no such record.</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_list.py" />
            <source>아직 기록이 없습니다. compare를 한 번 돌려 보세요.</source>
            <translation>Nothing has been stored yet. Run compare once.</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_list.py" />
            <source>찾을 수 있게 정리하는 중: {n}개</source>
            <translation>Preparing the search: {n}</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_list.py" />
            <source>날짜가 아닙니다: {date}. 2026-11-28처럼 적어 주세요.</source>
            <translation>Not a date: {date}. Write it like 2026-11-28.</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_list.py" />
            <source>시각</source>
            <translation>Time</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>tok/s</source>
            <translation>tok/s</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_show.py" />
            <source>(생각) {text}</source>
            <translation>(thinking) {text}</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_command.py" />
            <source>run: 문제지를 모델들에게 줍니다. resume: 멈춘 것을 이어서 합니다. list, show, export, delete: 지난 결과. mark: 손으로 점수 주기. template: 채워 넣을 양식. packs: 들어 있는 문제지</source>
            <translation>run: gives a sheet to the models. resume: goes on with what was stopped. list, show, export, delete: past results. mark: a mark by hand. template: a sheet to fill in. packs: the sheets that come with the program</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_command.py" />
            <source>run에는 CSV·XLSX 파일이나 들어 있는 문제지의 이름, 다른 것에는 ID</source>
            <translation>for run: a CSV or XLSX file, or the name of a sheet that comes with the program; for the others: an ID</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_command.py" />
            <source>답할 모델: compare와 같은 이름</source>
            <translation>model that answers: names as for compare</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_command.py" />
            <source>내보낼 파일: .csv, .xlsx 또는 .json</source>
            <translation>file to export to: .csv, .xlsx or .json</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_command.py" />
            <source>mark에서 몇 번 질문인지</source>
            <translation>for mark: the number of the question</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_command.py" />
            <source>mark에서 줄 점수</source>
            <translation>for mark: the mark</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_command.py" />
            <source>mark에서 남길 메모</source>
            <translation>for mark: a note to keep</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_command.py" />
            <source>답 하나의 길이(토큰)</source>
            <translation>length of an answer in tokens</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_command.py" />
            <source>문제지를 여러 모델에게 주고 정답과 속도를 나란히 봅니다</source>
            <translation>give a sheet of questions to several models, and see right answers beside speed</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_page.py" />
            <source>아직 결과가 없습니다. sheet run shop -m starter-s -m starter-m을 돌려 보세요.</source>
            <translation>No results yet. Try sheet run shop -m starter-s -m starter-m.</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>언제</source>
            <translation>When</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>붙인 이름</source>
            <translation>Label</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>지웠습니다: {run}</source>
            <translation>Deleted: {run}</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>양식은 .csv나 .xlsx 파일에 씁니다.</source>
            <translation>The template is written to a .csv or .xlsx file.</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>이미 있는 파일에는 쓰지 않습니다: {path}</source>
            <translation>A file that exists is not written over: {path}</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>--to에 .csv, .xlsx나 .json으로 끝나는 파일을 적어 주세요.</source>
            <translation>Give --to a file that ends in .csv, .xlsx or .json.</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>--question에 질문의 번호를, -m에 답한 모델 하나를 적어 주세요: {models}</source>
            <translation>Give --question the question's number and -m one model that answered: {models}</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>이미 끝났거나 다른 창에서 돌고 있는 문제지입니다.</source>
            <translation>This sheet has finished, or another window is running it.</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>멈췄습니다. 이어서 하려면: sheet resume {run}</source>
            <translation>Stopped. To go on: sheet resume {run}</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>'{name}'이라는 문제지가 없습니다. 파일을 적거나 {known} 가운데 고르세요.</source>
            <translation>There is no sheet named '{name}'. Give a file, or choose from {known}.</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>쓸 수 있는 질문이 하나도 없습니다: {path}</source>
            <translation>There is not one question that can be used: {path}</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>'{name}'로 시작하는 문제지 결과가 {n}개 있습니다. sheet list로 찾아보세요.</source>
            <translation>{n} sheet results begin with '{name}'. Look them up with sheet list.</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>문제지 파일이나 이름을 적어 주세요. 들어 있는 것: sheet packs</source>
            <translation>Give a sheet's file or name. Those that come with the program: sheet packs</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>양식을 쓸 파일을 적어 주세요: sheet template 문제지.csv</source>
            <translation>Give the file to write the template to: sheet template sheet.csv</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>어느 결과인지 ID를 적어 주세요: sheet list</source>
            <translation>Say which result by its ID: sheet list</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>문제지 파일을 읽지 못했습니다: {file} – {detail}</source>
            <translation>A sheet's file could not be read: {file} – {detail}</translation>
        </message>
        <message>
            <location filename="../../app/cli/tidying.py" />
            <source>남은 조각</source>
            <translation>Left over</translation>
        </message>
        <message>
            <location filename="../../app/cli/tidying.py" />
            <source>멈췄습니다. 모델은 그대로 있습니다: {path}</source>
            <translation>Stopped. The models are where they were: {path}</translation>
        </message>
        <message>
            <location filename="../../app/cli/tidying.py" />
            <source>옮겼습니다: {path}</source>
            <translation>Moved to {path}</translation>
        </message>
        <message>
            <location filename="../../app/cli/tidying.py" />
            <source>이제부터 이 폴더를 씁니다: {path}</source>
            <translation>This folder is used from now on: {path}</translation>
        </message>
        <message>
            <location filename="../../app/cli/removing.py" />
            <source>지우지 않았습니다.</source>
            <translation>Nothing was deleted.</translation>
        </message>
        <message>
            <location filename="../../app/cli/removing.py" />
            <source>{size}가 비었습니다.</source>
            <translation>{size} were freed.</translation>
        </message>
        <message>
            <location filename="../../app/cli/removing.py" />
            <source>물어볼 사람이 없습니다. 지우려면 --yes를 붙이세요.</source>
            <translation>There is nobody to ask. Add --yes to delete.</translation>
        </message>
        <message>
            <location filename="../../app/cli/removing.py" />
            <source>지우면 {size}가 빕니다. 지울까요?</source>
            <translation>This frees {size}. Delete?</translation>
        </message>
        <message>
            <location filename="../../app/cli/removing.py" />
            <source>지울 것: 받다 만 {file} ({size})</source>
            <translation>To be deleted: the unfinished {file} ({size})</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_words.py" />
            <source>받다 멈춤</source>
            <translation>Partly downloaded</translation>
        </message>
        <message>
            <location filename="../../app/cli/token_command.py" />
            <source>show는 어디에 있는지, set은 넣기(표준 입력에서 읽음), forget은 지우기</source>
            <translation>show tells where it is, set puts one in (read from standard input), forget removes it</translation>
        </message>
        <message>
            <location filename="../../app/cli/token_command.py" />
            <source>Hugging Face 토큰을 이 PC의 암호 보관함에 넣거나 지웁니다</source>
            <translation>Puts a Hugging Face token into this PC's keyring, or removes it</translation>
        </message>
        <message>
            <location filename="../../app/cli/token_keeping.py" />
            <source>토큰을 암호 보관함에 넣었습니다.</source>
            <translation>The token is in the keyring now.</translation>
        </message>
        <message>
            <location filename="../../app/cli/token_keeping.py" />
            <source>토큰(보이지 않습니다): </source>
            <translation>Token (not shown): </translation>
        </message>
        <message>
            <location filename="../../app/cli/token_keeping.py" />
            <source>HF_TOKEN 환경 변수의 토큰을 씁니다.</source>
            <translation>The token of the environment variable HF_TOKEN is used.</translation>
        </message>
        <message>
            <location filename="../../app/cli/token_keeping.py" />
            <source>암호 보관함의 토큰을 씁니다.</source>
            <translation>The token in the keyring is used.</translation>
        </message>
        <message>
            <location filename="../../app/cli/token_keeping.py" />
            <source>토큰이 없습니다. 동의가 필요한 모델만 토큰이 있어야 받을 수 있습니다.</source>
            <translation>There is no token. Only models whose terms must be agreed to need one.</translation>
        </message>
        <message>
            <location filename="../../app/cli/usage.py" />
            <source>빠진 것이 있습니다: {argument}</source>
            <translation>Something is missing: {argument}</translation>
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
            <source>{a}의 {unit}는 {b}의 {ratio}배였습니다. 5회 미만({n}회)이라 판정하지 않습니다.</source>
            <translation>{a} had {ratio} times the {unit} of {b}. Under 5 rounds ({n}) nothing is judged.</translation>
        </message>
        <message>
            <location filename="../../app/cli/verdict_words.py" />
            <source>{a}, {b}: 뚜렷한 차이 없음 ({unit}의 비 중앙값 {ratio}, 95 % 구간 {low}–{high}, {n}회)</source>
            <translation>{a}, {b}: no clear difference (median ratio of {unit} {ratio}, 95 % interval {low}–{high}, {n} rounds)</translation>
        </message>
        <message>
            <location filename="../../app/cli/verdict_words.py" />
            <source>{a}: {b}보다 {ratio}배 빠름 ({unit}의 비 중앙값, 95 % 구간 {low}–{high}, {n}회)</source>
            <translation>{a}: {ratio} times as fast as {b} (median ratio of {unit}, 95 % interval {low}–{high}, {n} rounds)</translation>
        </message>
        <message>
            <location filename="../../app/cli/rm_command.py" />
            <source>ID[:QUANT] 또는 GGUF 파일의 경로</source>
            <translation>ID[:QUANT], or the path of a GGUF</translation>
        </message>
        <message>
            <location filename="../../app/cli/bundle_command.py" />
            <source>라이브러리의 모델 모두</source>
            <translation>Every model of the library</translation>
        </message>
        <message>
            <location filename="../../app/cli/verify_command.py" />
            <source>검사할 모델을 하나 이상 대거나 --all을 쓰세요.</source>
            <translation>Name one or more models, or use --all.</translation>
        </message>
        <message>
            <location filename="../../app/cli/verify_command.py" />
            <source>모델 파일을 끝까지 읽어 SHA-256이 맞는지 봅니다</source>
            <translation>Read model files whole and check their SHA-256</translation>
        </message>
        <message>
            <location filename="../../app/cli/verifying.py" />
            <source>라이브러리에 모델이 없습니다.</source>
            <translation>The library is empty.</translation>
        </message>
        <message>
            <location filename="../../app/cli/verifying.py" />
            <source>멈췄습니다. 끝까지 읽은 것만 셉니다.</source>
            <translation>Stopped. Only what was read whole counts.</translation>
        </message>
        <message>
            <location filename="../../app/cli/verifying.py" />
            <source>고치려면: {command}</source>
            <translation>To mend it: {command}</translation>
        </message>
        <message>
            <location filename="../../app/cli/verifying.py" />
            <source>{name}: 검사 중</source>
            <translation>{name}: verifying</translation>
        </message>
        <message>
            <location filename="../../app/cli/verifying.py" />
            <source>{name}: 온전합니다 ({size})</source>
            <translation>{name}: whole ({size})</translation>
        </message>
        <message>
            <location filename="../../app/cli/verifying.py" />
            <source>끝까지 읽지 못했습니다.</source>
            <translation>It could not be read to its end.</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>NVIDIA 드라이버가 작동하지 않습니다({detail}). 드라이버를 갱신했다면 PC를 다시 켜세요.</source>
            <translation>NVIDIA's driver does not work ({detail}). If it was just updated, restart the PC.</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name}을(를) 찾았지만 엔진의 CUDA를 불러올 수 없습니다({detail}). CUDA 런타임을 설치하거나, python3 packaging/start.py engine으로 엔진을 다시 빌드하세요.</source>
            <translation>{name} was found, but the engine's CUDA cannot be loaded ({detail}). Install the CUDA runtime, or build the engine again with python3 packaging/start.py engine.</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name}을(를) 찾았지만 엔진이 쓰지 못합니다. 드라이버 {driver}(CUDA {cuda}까지)가 엔진보다 오래되었을 수 있습니다. NVIDIA 드라이버를 새것으로 바꾸세요.</source>
            <translation>{name} was found, but the engine cannot use it. Driver {driver} (up to CUDA {cuda}) may be older than the engine. Update NVIDIA's driver.</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name} GPU가 있지만 NVIDIA의 드라이버가 없습니다(지금은 {driver}). NVIDIA 드라이버를 설치하세요(Debian·Ubuntu: sudo apt install nvidia-driver).</source>
            <translation>There is an {name} GPU without NVIDIA's own driver (it has {driver} now). Install NVIDIA's driver (Debian, Ubuntu: sudo apt install nvidia-driver).</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name} GPU가 있지만 드라이버가 없습니다. NVIDIA 드라이버를 설치하세요(Debian·Ubuntu: sudo apt install nvidia-driver).</source>
            <translation>There is an {name} GPU without a driver. Install NVIDIA's driver (Debian, Ubuntu: sudo apt install nvidia-driver).</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name}을(를) Vulkan으로 씁니다. CUDA가 더 빠를 수 있습니다. CUDA 도구(nvcc)를 설치한 뒤 python3 packaging/start.py engine을 실행하세요.</source>
            <translation>{name} is used through Vulkan. CUDA may be faster: install the CUDA toolkit (nvcc), then run python3 packaging/start.py engine.</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name}을(를) 찾았지만 엔진에 CUDA가 없습니다. CUDA 도구(nvcc)를 설치한 뒤 python3 packaging/start.py engine을 실행하세요.</source>
            <translation>{name} was found, but the engine has no CUDA. Install the CUDA toolkit (nvcc), then run python3 packaging/start.py engine.</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name} GPU가 있지만 커널 드라이버가 없습니다. 시스템을 갱신하거나 펌웨어 꾸러미를 설치하세요.</source>
            <translation>There is an {name} GPU, but the kernel has no driver for it. Update the system or install its firmware package.</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name} GPU가 있지만 Vulkan 드라이버가 없습니다. 설치하세요(Debian·Ubuntu: sudo apt install libvulkan1 mesa-vulkan-drivers).</source>
            <translation>There is an {name} GPU, but no Vulkan driver for it. Install one (Debian, Ubuntu: sudo apt install libvulkan1 mesa-vulkan-drivers).</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name} GPU가 있지만 엔진의 Vulkan을 불러올 수 없습니다({detail}). python3 packaging/start.py engine으로 엔진을 다시 빌드하세요.</source>
            <translation>There is an {name} GPU, but the engine's Vulkan cannot be loaded ({detail}). Build the engine again with python3 packaging/start.py engine.</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name} GPU가 있지만 엔진에 Vulkan이 없습니다. glslc를 설치한 뒤(Debian·Ubuntu: sudo apt install glslc) python3 packaging/start.py engine을 실행하세요.</source>
            <translation>There is an {name} GPU, but the engine has no Vulkan. Install glslc (Debian, Ubuntu: sudo apt install glslc), then run python3 packaging/start.py engine.</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name} GPU를 쓸 권한이 없습니다. sudo usermod -aG render $USER를 실행하고 다시 로그인하세요.</source>
            <translation>You may not use the {name} GPU. Run sudo usermod -aG render $USER and log in again.</translation>
        </message>
        <message>
            <location filename="../../app/services/acceleration.py" />
            <source>{name} GPU가 있지만 엔진이 쓸 수 없습니다. Vulkan 1.2와 16비트 저장을 지원하는 GPU와 드라이버가 필요합니다. 오래된 GPU라면 CPU로 계산합니다.</source>
            <translation>There is an {name} GPU that the engine cannot use: GPU and driver must support Vulkan 1.2 and 16-bit storage. With an old GPU, the CPU computes.</translation>
        </message>
        <message>
            <location filename="../../app/services/backend_words.py" />
            <source>MoE 모델, {type}, {size}쯤</source>
            <translation>MoE models, {type}, about {size}</translation>
        </message>
        <message>
            <location filename="../../app/services/backend_words.py" />
            <source>{type}, {size}쯤</source>
            <translation>{type}, about {size}</translation>
        </message>
        <message>
            <location filename="../../app/services/backend_words.py" />
            <source>{where} 되지 않음</source>
            <translation>{where} does not work</translation>
        </message>
        <message>
            <location filename="../../app/services/backend_words.py" />
            <source>{where} 너무 느림</source>
            <translation>{where} too slow</translation>
        </message>
        <message>
            <location filename="../../app/services/catalogue_words.py" />
            <source>상업적 이용 가능</source>
            <translation>Commercial use allowed</translation>
        </message>
        <message>
            <location filename="../../app/services/catalogue_words.py" />
            <source>불가</source>
            <translation>Not allowed</translation>
        </message>
        <message>
            <location filename="../../app/services/catalogue_words.py" />
            <source>가게나 회사에서 써도 되는 모델입니다.</source>
            <translation>A shop or a company may use this model.</translation>
        </message>
        <message>
            <location filename="../../app/services/catalogue_words.py" />
            <source>조건을 지키면 가게나 회사에서 쓸 수 있는 모델입니다.</source>
            <translation>A shop or a company may use this model if it keeps to the conditions.</translation>
        </message>
        <message>
            <location filename="../../app/services/catalogue_words.py" />
            <source>연구나 시험에만 쓸 수 있고, 돈을 버는 일에는 쓸 수 없습니다.</source>
            <translation>For research or trying out only; it may not be used to earn money.</translation>
        </message>
        <message>
            <location filename="../../app/services/catalogue_words.py" />
            <source>써도 되는지 아직 모릅니다. 원본의 라이선스를 먼저 확인해 주세요.</source>
            <translation>Whether you may use it is not known yet. Check the original's licence first.</translation>
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
            <location filename="../../app/services/download_words.py" />
            <source>{n}초 남음</source>
            <translation>{n} s left</translation>
        </message>
        <message>
            <location filename="../../app/services/download_words.py" />
            <source>{n}분 남음</source>
            <translation>{n} min left</translation>
        </message>
        <message>
            <location filename="../../app/services/download_words.py" />
            <source>{h}시간 {m}분 남음</source>
            <translation>{h} h {m} min left</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>판정|쾌적</source>
            <translation>verdict|Comfortable</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>판정|가능</source>
            <translation>verdict|Runs</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>판정|빠듯</source>
            <translation>verdict|Tight</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>판정|불가</source>
            <translation>verdict|Won't run</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>여유 있게 돌아가고, 사람이 읽는 속도보다 빠릅니다.</source>
            <translation>Runs with room to spare, faster than people read.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아갑니다. 넉넉하지 않거나 재지 않은 것이 있습니다.</source>
            <translation>It runs. Something is not ample, or was not measured.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아갈 수도 있지만 모자라거나 느려서 불편합니다.</source>
            <translation>May run, but short of memory or too slow to be a pleasure.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>이 PC에서는 이대로 돌아가지 않습니다.</source>
            <translation>Does not run on this PC as it is.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아가지만 메모리에 여유가 많지 않습니다.</source>
            <translation>It runs, but with little memory to spare.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>올려 둔 다른 모델을 내리고 돌아갑니다.</source>
            <translation>It runs once other loaded models are unloaded.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아가지만 받고 나면 디스크에 여유가 많지 않습니다.</source>
            <translation>It runs, but the download leaves little room on the disk.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아가지만 사람이 읽는 속도보다 느릴 수 있습니다.</source>
            <translation>It runs, but may be slower than people read.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아가지만 답이 바로 시작되지는 않습니다.</source>
            <translation>It runs, but the answer does not begin at once.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아갑니다.</source>
            <translation>It runs.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아갈 수도 있지만 메모리가 모자랄 수 있습니다.</source>
            <translation>It may run, but memory may not suffice.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>올려 둔 다른 모델을 내려도 메모리가 모자랄 수 있습니다.</source>
            <translation>Even with other loaded models unloaded, memory may not suffice.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아가지만 따라 읽기에는 느립니다.</source>
            <translation>It runs, but too slowly to read along.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아가지만 답이 시작되기까지 오래 걸립니다.</source>
            <translation>It runs, but the answer takes long to begin.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>돌아가지만 컨텍스트가 이 모델이 배운 것보다 깁니다.</source>
            <translation>It runs, but the context is longer than the model was trained for.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>llama.cpp의 모의 할당</source>
            <translation>llama.cpp's own simulated load</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>불러와서 잰 값</source>
            <translation>measured at a load</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>카탈로그로 어림</source>
            <translation>guessed from the catalogue</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>파일의 첫머리로 계산</source>
            <translation>worked out from the file's header</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>이 PC에서 잰 빠르기로 계산</source>
            <translation>worked out from this PC's measured speed</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>이 PC에서 돌린 다른 모델로 바로잡음</source>
            <translation>corrected by other models' runs on this PC</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>이 PC에서 잰 값</source>
            <translation>measured on this PC</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>{device} 메모리</source>
            <translation>{device} memory</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>디스크에 {needed}가 필요한데 {free}밖에 남지 않았습니다.</source>
            <translation>The disk needs {needed} and has only {free} left.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>디스크에 {needed}가 필요하고 {free} 남아 있습니다.</source>
            <translation>The disk needs {needed} and has {free} left.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>1초에 적어도 {chars}글자쯤 씁니다. 사람은 1초에 {reading:.0f}글자쯤 읽습니다.</source>
            <translation>Writes at least about {chars} characters a second. People read about {reading:.0f}.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>500글자를 물으면 첫 글자까지 길면 {seconds}초쯤 걸립니다.</source>
            <translation>A prompt of 500 characters waits up to about {seconds} s for the first token.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>이 모델은 {n_ctx:,} 토큰까지만 배웠습니다.</source>
            <translation>This model was trained for {n_ctx:,} tokens at most.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>메모리는 넉넉하고, 속도는 이 PC의 빠르기를 재지 않아 모릅니다.</source>
            <translation>Memory is ample; this PC's pace was not measured, so the speed is unknown.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>이 프로그램의 llama.cpp가 불러올 수 없는 모델입니다.</source>
            <translation>This program's llama.cpp cannot load this model.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>올려 둔 다른 모델을 내리면 {outcome}</source>
            <translation>Unloading the other models: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>한 번에 하나씩(공정) 돌리면 {outcome}</source>
            <translation>One at a time (fair): {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>컨텍스트를 {n_ctx:,} 토큰으로 줄이면 {outcome}</source>
            <translation>A context of {n_ctx:,} tokens: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>KV 캐시를 {cache_type} 형식으로 바꾸면 {outcome}</source>
            <translation>A KV cache of type {cache_type}: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>GPU에 {n_layers}층만 올리면 {outcome}</source>
            <translation>Only {n_layers} layers on the GPU: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>{n_layers}층의 전문가를 CPU에 두면 {outcome}</source>
            <translation>The experts of {n_layers} layers on the CPU: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>CPU로만 돌리면 {outcome}</source>
            <translation>On the CPU alone: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>GPU도 함께 쓰면 {outcome}</source>
            <translation>With the GPU as well: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>다른 프로그램을 닫아 {n_bytes} 비우면 {outcome}</source>
            <translation>Closing other programs to free {n_bytes}: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>{model} 파일을 쓰면 {outcome}</source>
            <translation>The file {model} instead: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>{model} 모델은 {outcome}</source>
            <translation>The model {model} instead: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>디스크를 {n_bytes} 비우면 {outcome}</source>
            <translation>Freeing {n_bytes} of disk: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>메모리가 {n_bytes} 더 있으면 {outcome}</source>
            <translation>With {n_bytes} more memory: {outcome}</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>1초에 {chars}글자쯤: 사람이 읽는 속도(1초에 {reading:.0f}글자쯤)의 {ratio}배</source>
            <translation>about {chars} characters a second: {ratio} times as fast as people read (about {reading:.0f} a second)</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>1초에 {chars}글자쯤: 사람이 읽는 속도(1초에 {reading:.0f}글자쯤)보다 느립니다</source>
            <translation>about {chars} characters a second: slower than people read (about {reading:.0f} a second)</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>토큰 하나를 한글 {chars:.1f}글자로 쳤습니다.</source>
            <translation>A token is taken for {chars:.1f} characters of Korean.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>{measured} {unit} (어림 {expected})</source>
            <translation>{measured} {unit} (estimated {expected})</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>500글자를 물으면 길어야 {seconds}초쯤 뒤</source>
            <translation>about {seconds} s after a prompt of 500 characters, at most</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>모델 {n}개를 한꺼번에 올리려면 {device}가 {needed} 필요한데 {free}까지 쓸 수 있습니다.</source>
            <translation>To load {n} models at once needs {needed} ({device}), but at most {free} can be used.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>한 번에 하나씩(공정) 돌리면 됩니다.</source>
            <translation>One at a time (fair) they run.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>{device}가 {needed} 필요합니다. 올려 둔 다른 모델을 내리면 {free} 쓸 수 있습니다.</source>
            <translation>{device}: {needed} needed. Once the other models that are loaded are gone, {free} can be used.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>{device}가 {needed} 필요한데 {free}까지 쓸 수 있습니다.</source>
            <translation>{device}: {needed} needed, but at most {free} can be used.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>{device}가 {needed} 필요하고 {free} 남아 있어 어림의 오차 안입니다.</source>
            <translation>{device}: {needed} needed and {free} left, within the estimate's own error.</translation>
        </message>
        <message>
            <location filename="../../app/services/fit_words.py" />
            <source>{device}가 {needed} 필요하고 {free} 남아 있습니다.</source>
            <translation>{device}: {needed} needed and {free} left.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>엔진(llama.cpp)</source>
            <translation>engine (llama.cpp)</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>계산하는 장치</source>
            <translation>computing device</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>모델 파일</source>
            <translation>model file</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>돌린 방식(단독, 동시)</source>
            <translation>how it was run (alone, race)</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>프로그램 판</source>
            <translation>program version</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>같은 PC, 같은 엔진, 같은 방식으로 돌려서 속도를 견줄 수 있습니다.</source>
            <translation>Same PC, same engine, run in the same way: the speeds can be compared.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>속도를 견줄 수 없습니다. 다른 것: {changes}.</source>
            <translation>The speeds cannot be compared. Different: {changes}.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>달라진 것을 찾지 못했습니다.</source>
            <translation>Nothing was found to have changed.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>그 사이 달라진 것: {changes}.</source>
            <translation>Changed meanwhile: {changes}.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>다시 돌렸더니 {n}번 모두 글이 같습니다.</source>
            <translation>Run again: all {n} texts are the same.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>{model} {n}회: {sentence}</source>
            <translation>{model}, round {n}: {sentence}</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>질문이 서로 다릅니다.</source>
            <translation>The prompts differ.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>글이 같습니다.</source>
            <translation>The text is the same.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>{n}번째 글자부터 글이 다릅니다: “{before}” → “{after}”.</source>
            <translation>The texts differ from character {n} on: “{before}” → “{after}”.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>답은 같고, 생각이 {n}번째 글자부터 다릅니다: “{before}” → “{after}”.</source>
            <translation>The answers are the same; the thinking differs from character {n} on: “{before}” → “{after}”.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>손상되어 읽을 수 없는 {n}개는 뺐습니다.</source>
            <translation>{n} that are damaged and cannot be read were left out.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>실행 {n}개를 내보냈습니다: {path}</source>
            <translation>{n} runs exported: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>실행 {n}개, 측정과 문제지 {works}개를 내보냈습니다: {path}</source>
            <translation>{n} runs, {works} measurements and sheets exported: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>실행 {n}개를 가져왔습니다. 이미 있던 것 {known}개.</source>
            <translation>{n} runs imported. {known} were here already.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>측정과 문제지 {n}개를 가져왔습니다. 이미 있던 것 {known}개.</source>
            <translation>{n} measurements and sheets imported; {known} were there already.</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>읽을 수 없는 줄 {n}개는 건너뛰었습니다.</source>
            <translation>{n} unreadable lines were left out.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>오프라인 모드입니다</source>
            <translation>Offline mode is on</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>오프라인 모드에서는 인터넷에 연결하지 않습니다.</source>
            <translation>In offline mode nothing connects to the internet.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>모델을 받으려면 설정에서 오프라인 모드를 끄거나 HF_HUB_OFFLINE을 지워 주세요.</source>
            <translation>To download a model, turn offline mode off in the settings, or unset HF_HUB_OFFLINE.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>인터넷에 연결되지 않습니다</source>
            <translation>No connection to the internet</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{host}에 연결하지 못했거나 연결이 끊겼습니다.</source>
            <translation>{host} could not be reached, or the connection broke off.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>인터넷 연결을 확인해 주세요. 회사라면 프록시(HTTPS_PROXY)가 필요할 수 있습니다.</source>
            <translation>Check the internet connection. In a company a proxy (HTTPS_PROXY) may be needed.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>서버가 오류로 답했습니다</source>
            <translation>The server answered with an error</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{host}의 답을 쓸 수 없습니다(코드 {status}).</source>
            <translation>The answer of {host} cannot be used (code {status}).</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>잠시 뒤에 다시 해 보세요. 받던 파일은 이어서 받습니다.</source>
            <translation>Try again in a while. A download goes on where it was.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>안전한 연결을 맺지 못했습니다</source>
            <translation>No secure connection</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{host}의 인증서를 확인할 수 없거나 암호화된 연결을 쓸 수 없습니다.</source>
            <translation>The certificate of {host} cannot be verified, or it offers no encrypted connection.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>PC의 날짜와 시각을 확인해 주세요. 회사 인증서를 쓴다면 그 파일을 SSL_CERT_FILE에 적어 주세요.</source>
            <translation>Check the date and time of this PC. If your company has a certificate of its own, name its file in SSL_CERT_FILE.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>요청이 너무 많다고 합니다</source>
            <translation>Too many requests</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{host}에서 {seconds}초 뒤에 다시 오라고 합니다.</source>
            <translation>{host} asks to come back in {seconds} seconds.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>그때까지 기다려 주세요. Hugging Face 계정의 토큰을 쓰면 더 넉넉합니다.</source>
            <translation>Wait until then. With a token of a Hugging Face account the limit is higher.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>파일 대신 웹 페이지가 왔습니다</source>
            <translation>A web page came instead of a file</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{host}에서 모델 파일이 아니라 웹 페이지를 보냈습니다.</source>
            <translation>{host} sent a web page where a model file should be.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>카페나 호텔의 와이파이라면 브라우저를 열어 먼저 로그인해 주세요.</source>
            <translation>On the Wi-Fi of a café or hotel, open a browser and log in there first.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>연결이 제자리를 맴돕니다</source>
            <translation>The connection goes round in circles</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{host}에서 다른 주소로 보내기를 끝없이 되풀이합니다.</source>
            <translation>{host} redirects without end.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>HF_ENDPOINT나 프록시를 설정해 두었다면 그 주소를 확인해 주세요.</source>
            <translation>If HF_ENDPOINT or a proxy is set, check its address.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>받는 속도가 멈췄습니다</source>
            <translation>The download stands still</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{host}에서 {seconds}초 동안 아무것도 오지 않았습니다.</source>
            <translation>Nothing came from {host} for {seconds} seconds.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>받던 파일은 저절로 다시 이어집니다. 되풀이되면 인터넷 연결을 확인해 주세요.</source>
            <translation>A download goes on by itself. If this repeats, check the internet connection.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>그런 저장소가 없습니다</source>
            <translation>No such repo</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>Hugging Face에 '{repo}' 저장소가 없거나 비공개입니다.</source>
            <translation>There is no repo '{repo}' on Hugging Face, or it is private.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>이름을 확인해 주세요. 비공개 저장소라면 볼 수 있는 계정의 토큰을 넣어 주세요.</source>
            <translation>Check the name. For a private repo, enter the token of an account that may see it.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>그런 판이 없습니다</source>
            <translation>No such revision</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>'{repo}' 저장소에 '{revision}' 판이 없습니다.</source>
            <translation>The repo '{repo}' has no revision '{revision}'.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>저장소가 바뀐 것 같습니다. 목록을 새로 고치고 다시 골라 주세요.</source>
            <translation>The repo seems to have changed. Refresh the list and choose again.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>저장소에 파일이 없습니다</source>
            <translation>The file is not in the repo</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>'{repo}' 저장소에 {file} 파일이 없습니다.</source>
            <translation>The repo '{repo}' has no file {file}.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>올린 사람이 파일을 지웠거나 이름을 바꾼 것 같습니다. 목록을 새로 고쳐 주세요.</source>
            <translation>Its owner seems to have deleted or renamed the file. Refresh the list.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>먼저 동의해야 하는 모델입니다</source>
            <translation>This model asks for your consent first</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>'{repo}'를 받으려면 Hugging Face에서 이용 조건에 동의해야 합니다.</source>
            <translation>To download '{repo}', its terms must be accepted on Hugging Face.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{url}에서 로그인하고 동의한 뒤, 그 계정의 토큰을 넣고 다시 해 주세요.</source>
            <translation>Log in at {url} and accept them, enter the token of that account, then try again.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>토큰이 통하지 않습니다</source>
            <translation>The token does not work</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{host}에서 액세스 토큰을 받아 주지 않았습니다.</source>
            <translation>{host} did not accept the access token.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>토큰이 만료되었거나 권한이 모자랍니다. huggingface.co에서 새로 만들어 넣어 주세요.</source>
            <translation>It has expired or lacks a permission. Make a new one at huggingface.co and enter it.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>GGUF 파일이 없습니다</source>
            <translation>No GGUF file</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>'{repo}' 저장소에는 이 프로그램으로 돌릴 수 있는 GGUF 파일이 없습니다.</source>
            <translation>The repo '{repo}' holds no GGUF file, which this program needs.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>이름에 GGUF가 붙은 저장소를 찾아 주세요. 다른 사람이 바꾸어 올렸을 수 있습니다.</source>
            <translation>Look for a repo with GGUF in its name: somebody else may have converted the model.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>토큰을 둘 곳이 없습니다</source>
            <translation>No place to keep the token</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>이 PC의 암호 보관함(keyring)이 없거나 잠겨 있습니다.</source>
            <translation>This PC has no password store (keyring), or it is locked.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>보관함의 잠금을 풀거나, HF_TOKEN 환경 변수에 토큰을 넣고 프로그램을 시작해 주세요.</source>
            <translation>Unlock it, or start the program with the token in the environment variable HF_TOKEN.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>받는 사이에 파일이 바뀌었습니다</source>
            <translation>The file changed during the download</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>서버의 {file} 파일이 새것으로 바뀌었습니다.</source>
            <translation>The file {file} was replaced by a newer one on the server.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>받아 둔 앞부분은 쓸 수 없어 처음부터 다시 받습니다.</source>
            <translation>What was there of the old one is of no use: the download begins anew.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>이어받을 수 없는 서버입니다</source>
            <translation>The server cannot resume downloads</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>서버에서 {file} 파일을 중간부터 보내 주지 않습니다.</source>
            <translation>The server does not send the file {file} from its middle on.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>끊기면 처음부터 다시 받습니다. HF_ENDPOINT에 다른 미러를 적어 볼 수도 있습니다.</source>
            <translation>Once cut off, the download begins anew. Another mirror in HF_ENDPOINT may do better.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>파일의 크기가 다릅니다</source>
            <translation>The file has the wrong size</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{file} 파일은 {expected_bytes}여야 하는데 {actual_bytes}입니다.</source>
            <translation>{file} should have {expected_bytes}, but has {actual_bytes}.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>다시 받아 주세요. 그래도 같다면 올린 곳이나 미러의 파일이 잘못된 것입니다.</source>
            <translation>Download it again. If that does not help, the file at its source or on the mirror is wrong.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>파일의 내용이 다릅니다</source>
            <translation>The file has the wrong content</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>{file} 파일의 SHA-256이 알려진 것과 다릅니다. 이 파일은 쓰지 않습니다.</source>
            <translation>The SHA-256 of {file} is not the one that is known. The file is not used.</translation>
        </message>
        <message>
            <location filename="../../app/services/hub_problem_words.py" />
            <source>다시 받아 주세요. 받은 파일이 아니라면 가져온 곳에서 다시 가져와 주세요.</source>
            <translation>Please download it again; if it was not downloaded, take it once more from where it came.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>모델 목록을 읽지 못했습니다</source>
            <translation>The model list cannot be read</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>모델 목록의 일부를 쓸 수 없습니다: {file}</source>
            <translation>Part of the model list cannot be used: {file}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>나머지 모델은 그대로 쓸 수 있습니다. 프로그램을 다시 설치하면 고쳐집니다.</source>
            <translation>The other models still work. Installing the program again mends it.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>여기서는 돌릴 수 없는 모델입니다</source>
            <translation>Cannot run here</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>{model}: 이 프로그램으로는 돌릴 수 없습니다.</source>
            <translation>{model}: this program cannot run it.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>모델 화면에 그 까닭과 대신 돌릴 수 있는 가까운 모델이 나와 있습니다.</source>
            <translation>The Models page says why, and names the nearest model that runs.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>그런 양자화 파일이 없습니다</source>
            <translation>No such quantisation</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>{model}에는 {quantisation} 파일이 없습니다. 있는 것: {known}.</source>
            <translation>{model} has no {quantisation} file. There are: {known}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>있는 것 가운데 하나를 골라 주세요.</source>
            <translation>Choose one of those.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>라이선스에 동의해야 합니다</source>
            <translation>Accept the licence first</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>{model}의 라이선스({licence})에 아직 동의하지 않았습니다.</source>
            <translation>The licence of {model} ({licence}) has not been accepted yet.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>내용을 읽고 동의하면 받을 수 있습니다. 터미널에서는 --accept-licence를 붙여 주세요.</source>
            <translation>Read it and accept it to download the model. In the terminal, add --accept-licence.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>라이선스 표시가 원본과 다릅니다</source>
            <translation>Licence differs from original</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>{repo}에는 {copy}라고 적혀 있지만 원본의 라이선스는 {original}입니다.</source>
            <translation>{repo} says {copy}, but the licence of the original is {original}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>원본의 라이선스를 따라 주세요. 사본이 그것을 바꿀 수는 없습니다.</source>
            <translation>Follow the licence of the original. A copy cannot change it.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>토크나이저 표시가 다릅니다</source>
            <translation>Another tokenizer is named</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>파일의 토크나이저는 '{found}'인데, 이 모델은 '{expected}'여야 합니다.</source>
            <translation>The file names the tokenizer '{found}', but this model needs '{expected}'.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>글이 깨지거나 답이 이상할 수 있습니다. 같은 모델의 다른 GGUF 파일을 골라 주세요.</source>
            <translation>Text may come out garbled and answers strange. Choose another GGUF file of the same model.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>아직 받지 않은 모델입니다</source>
            <translation>Not downloaded yet</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>{model}: 이 PC에 파일이 없습니다.</source>
            <translation>{model}: there is no file of it on this PC.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>모델 화면에서 받거나 터미널에서 pull 명령으로 받아 주세요.</source>
            <translation>Download it on the Models page, or with the pull command in the terminal.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>가진 모델 가운데 없습니다</source>
            <translation>Not among your models</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>이 PC에 받아 두거나 가져온 모델 가운데 '{name}'이(가) 없습니다.</source>
            <translation>'{name}' is not among the models downloaded to or imported on this PC.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>모델 화면이나 models 명령으로 이름을 확인해 주세요.</source>
            <translation>Check the name on the Models page or with the models command.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>이미 받고 있습니다</source>
            <translation>Already downloading</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>같은 파일을 받는 중입니다: {file}</source>
            <translation>The same file is being downloaded: {file}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>받기가 끝나기를 기다리거나 먼저 취소해 주세요.</source>
            <translation>Wait until it has finished, or cancel it first.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>손상된 파일입니다</source>
            <translation>Damaged file</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>파일의 내용이 온전하지 않습니다: {path}</source>
            <translation>The contents of the file are not whole: {path}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>'고치기'를 누르면 모자란 것만 다시 받습니다.</source>
            <translation>'Mend' downloads only what is missing.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>내려받기가 갑자기 끝났습니다</source>
            <translation>The download ended suddenly</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>내려받는 프로세스가 종료 코드 {exit_code}로 끝났습니다.</source>
            <translation>The downloading process ended with exit code {exit_code}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>다시 시작하면 받던 데서 이어 받습니다.</source>
            <translation>Start it again: it goes on where it stopped.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>쓸 수 없는 파일 이름입니다</source>
            <translation>Unusable file name</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>폴더 밖을 가리키거나 파일 이름이 될 수 없는 이름입니다: {name}</source>
            <translation>The name points outside the folder or cannot be a file name: {name}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>이 PC를 지키려고 거절했습니다. 다른 저장소나 다른 파일을 골라 주세요.</source>
            <translation>It was refused to protect this PC. Choose another repository or another file.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>디스크에 자리가 모자랍니다</source>
            <translation>Not enough disk space</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>{needed_bytes}가 필요한데 {free_bytes}만 남았습니다: {path}</source>
            <translation>{needed_bytes} needed, {free_bytes} free: {path}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>쓰지 않는 파일을 지우거나 모델 폴더를 더 큰 디스크로 옮겨 주세요.</source>
            <translation>Delete files that you do not use, or move the models folder to a larger disk.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>이 디스크에는 너무 큰 파일입니다</source>
            <translation>Too large for this disk</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>{file}은(는) {size_bytes}인데, {path}의 FAT32에는 4 GiB가 넘는 파일을 둘 수 없습니다.</source>
            <translation>{file} is {size_bytes}; {path} is FAT32, which holds no file over 4 GiB.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>디스크를 exFAT로 다시 포맷하거나 더 작은 양자화 파일을 골라 주세요.</source>
            <translation>Format the disk as exFAT, or choose a smaller quantisation.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>모델 폴더가 없습니다</source>
            <translation>The models folder is gone</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>모델 폴더가 보이지 않습니다: {path}</source>
            <translation>The models folder cannot be seen: {path}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>USB나 외장 디스크라면 다시 꽂아 주세요. 폴더를 옮겼다면 모델 화면에서 골라 주세요.</source>
            <translation>If it is on a stick or an external disk, plug it in again. If you moved the folder, choose it on the Models page.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>폴더에 쓸 수 없습니다</source>
            <translation>The folder is read-only</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>이 폴더의 파일을 만들거나 지울 수 없습니다: {path}</source>
            <translation>Files cannot be made or deleted there: {path}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>쓰기 권한과 USB의 쓰기 잠금을 확인해 주세요. 이 파일을 쓰는 다른 프로그램이 있으면 닫아 주세요.</source>
            <translation>Check the write permission, and the stick's write lock. Close other programs that use the file.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>지금은 옮길 수 없습니다</source>
            <translation>Cannot be moved now</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>모델이 올라가 있거나 받는 중이어서 모델 폴더를 옮길 수 없습니다.</source>
            <translation>The models folder cannot be moved while a model is loaded or being downloaded.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>모델을 내리고 내려받기를 멈춘 뒤에 다시 해 주세요.</source>
            <translation>Unload the models and pause the downloads, then try again.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>같은 이름의 파일이 있습니다</source>
            <translation>A file of that name exists</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>내용이 다른 파일이 그 자리에 이미 있습니다: {path}</source>
            <translation>Another file with other contents is already there: {path}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>빈 폴더를 고르거나 그 파일을 다른 데로 옮겨 주세요. 아무것도 덮어쓰지 않았습니다.</source>
            <translation>Choose an empty folder, or move that file elsewhere. Nothing was overwritten.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>고를 수 없는 폴더입니다</source>
            <translation>Not that folder</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>지금 폴더의 안쪽이나 바깥쪽 폴더로는 옮길 수 없습니다: {path}</source>
            <translation>It lies inside the present folder, or around it: {path}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>지금 폴더와 겹치지 않는 폴더를 골라 주세요.</source>
            <translation>Choose a folder that does not overlap with the present one.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>꾸러미가 올바르지 않습니다</source>
            <translation>The bundle is not valid</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>모델 꾸러미로 읽을 수 없거나 내용이 맞지 않습니다: {path}</source>
            <translation>It cannot be read as a bundle of models, or its contents do not agree: {path}.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>꾸러미를 다시 만들어 주세요. 이 PC에는 아무것도 가져오지 않았습니다.</source>
            <translation>Make the bundle again. Nothing was taken onto this PC.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>꾸러미에 빠진 파일이 있습니다</source>
            <translation>The bundle is incomplete</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>{path}에 {missing} 파일이 없거나 끝까지 복사되지 않았습니다.</source>
            <translation>In {path}, the file {missing} is missing or was not copied to its end.</translation>
        </message>
        <message>
            <location filename="../../app/services/library_problem_words.py" />
            <source>꾸러미를 만든 PC에서 내보내기를 다시 해 주세요. 이미 있는 파일은 건너뜁니다.</source>
            <translation>Export it again on the PC that made it. Files that are already there are skipped.</translation>
        </message>
        <message>
            <location filename="../../app/services/licences.py" />
            <source>카탈로그에 없는 저장소라서 원본의 라이선스를 확인하지 못했습니다. 가게나 회사에서 쓰기 전에 저장소의 설명과 원본의 라이선스를 직접 확인해 주세요.</source>
            <translation>This repo is not in the catalogue, so the original's licence has not been checked. Before you use it in a shop or a company, read the repo's description and the original's licence yourself.</translation>
        </message>
        <message>
            <location filename="../../app/services/licences.py" />
            <source>적혀 있지 않음</source>
            <translation>not stated</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>표준 (읽기 {prefill} · 쓰기 {decode}토큰)</source>
            <translation>Standard ({prefill} read · {decode} written)</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>앞글 {n}토큰 뒤</source>
            <translation>Behind {n} tokens</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>불러오기 (디스크에서)</source>
            <translation>Load (from disk)</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>불러오기 (메모리에서)</source>
            <translation>Load (from memory)</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>동시 사용자 {n}명</source>
            <translation>{n} users at once</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>읽기 tok/s</source>
            <translation>Prefill tok/s</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>모두 합해 tok/s</source>
            <translation>tok/s together</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>TTFT p95 ms</source>
            <translation>TTFT p95 ms</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>시간 ms</source>
            <translation>Time ms</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>불러오기 ms</source>
            <translation>Load ms</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>답 하나의 J</source>
            <translation>J an answer</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{model}: 모두가 읽는 속도를 지키는 동시 사용자는 {n}명까지입니다.</source>
            <translation>{model}: up to {n} users at once still get text as fast as people read.</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{model}: 답 1,000개에 전기 {kwh} kWh</source>
            <translation>{model}: {kwh} kWh for 1,000 answers</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>클록이 떨어진 채로 잰 {n}번은 다시 쟀습니다.</source>
            <translation>{n} runs during which the clock fell were repeated.</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>다른 창이 함께 계산한 {n}번은 다시 쟀습니다.</source>
            <translation>{n} runs beside another window's computing were repeated.</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{what}: {a} 쪽이 {b}의 {ratio}배. {n}회라 판정하지 않습니다({least}회부터).</source>
            <translation>{what}: {a} was {ratio} times {b}. Not judged by {n} rounds (from {least}).</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{what}: {a}, {b} 사이에 뚜렷한 차이 없음 (비 {ratio}, 95 % 구간 {low}–{high}, {n}회)</source>
            <translation>{what}: {a} and {b}: no clear difference (ratio {ratio}, 95 % interval {low}–{high}, {n} rounds)</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{what}: {a} 쪽이 {b}보다 {ratio}배 짧음 (95 % 구간 {low}–{high}, {n}회)</source>
            <translation>{what}: {a} takes less time than {b}, by a factor of {ratio} (95 % interval {low}–{high}, {n} rounds)</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{what}: {a} 쪽이 {b}보다 {ratio}배 빠름 (95 % 구간 {low}–{high}, {n}회)</source>
            <translation>{what}: {a} is {ratio} times as fast as {b} (95 % interval {low}–{high}, {n} rounds)</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{n}/{all}회</source>
            <translation>round {n} of {all}</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>몸풀기</source>
            <translation>warm-up</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{done}/{all}단계</source>
            <translation>step {done} of {all}</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>PC가 쉴 때까지 기다리는 중</source>
            <translation>waiting until the PC is idle</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>재는 중</source>
            <translation>measuring</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>쉬는 중</source>
            <translation>paused</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>끊김</source>
            <translation>broken off</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>처음</source>
            <translation>First</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>GPU에 층을 덜 올림</source>
            <translation>Fewer layers on the GPU</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>배치를 줄임</source>
            <translation>Smaller batch</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>컨텍스트를 줄임</source>
            <translation>Smaller context</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>CPU로만</source>
            <translation>CPU alone</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>파일의 사본 {size}는 메모리가 모자라면 비움</source>
            <translation>{size} of the file cached, freed when memory is short</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>{device}: {n}층</source>
            <translation>{device}: {n} layers</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>{rung}: GPU {layers}층, 배치 {batch}, 컨텍스트 {ctx} → 메모리가 모자람</source>
            <translation>{rung}: {layers} layers on the GPU, batch {batch}, context {ctx} → not enough memory</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>{tried} ({size}를 얻지 못함)</source>
            <translation>{tried} ({size} could not be had)</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>메모리가 모자라 CPU로 올림</source>
            <translation>Short of memory: on the CPU</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>메모리가 모자라 줄여서 올림</source>
            <translation>Short of memory: reduced</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>KV 캐시 {kind}</source>
            <translation>KV cache {kind}</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>플래시 어텐션 켜짐</source>
            <translation>flash attention on</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>플래시 어텐션 꺼짐</source>
            <translation>flash attention off</translation>
        </message>
        <message>
            <location filename="../../app/services/placement_words.py" />
            <source>CPU 라이브러리: {name}</source>
            <translation>CPU library: {name}</translation>
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
            <source>고른 장치가 없습니다</source>
            <translation>The chosen device is not there</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>'{device}' 장치를 찾을 수 없습니다. 지금 쓸 수 있는 장치: {known}.</source>
            <translation>There is no device '{device}'. Devices that can be used now: {known}.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>불러오기 설정에서 다른 장치를 고르거나 '자동'으로 두세요.</source>
            <translation>Choose another device in the load settings, or leave it to 'Automatic'.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>GPU에 올라가지 않았습니다</source>
            <translation>Nothing was put on the GPU</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>{devices}에 올리려 했지만 한 층도 올라가지 않았습니다.</source>
            <translation>Layers were to go to {devices}, but not one of them did.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>드라이버를 확인하고 다시 불러오거나, 불러오기 설정에서 CPU를 고르세요.</source>
            <translation>Check the driver and load again, or choose the CPU in the load settings.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>함께 쓸 수 없는 설정입니다</source>
            <translation>These settings do not go together</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>KV 캐시를 {cache_type}로 줄이려면 플래시 어텐션이 켜져 있어야 합니다.</source>
            <translation>A KV cache of type {cache_type} needs flash attention.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>불러오기 설정에서 플래시 어텐션을 '자동'으로 두거나 KV 캐시를 f16으로 두세요.</source>
            <translation>In the load settings leave flash attention to 'Automatic', or the KV cache at f16.</translation>
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
            <source>문제지가 너무 큽니다</source>
            <translation>The question sheet is too large</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>{path}: {n_bytes}인데 {limit}바이트까지만 읽습니다.</source>
            <translation>{path}: it has {n_bytes}; at most {limit} bytes are read.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>문제지를 나누거나 그림처럼 필요 없는 것을 빼고 다시 저장해 주세요.</source>
            <translation>Divide the sheet, or save it again without pictures and other things that are not needed.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>문제지를 읽을 수 없습니다</source>
            <translation>The question sheet cannot be read</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>표로 읽히지 않거나 글자의 부호화가 섞여 있습니다: {path}</source>
            <translation>It is no table, or its text is in mixed encodings: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>엑셀에서 'CSV UTF-8' 또는 xlsx로 다시 저장해 주세요.</source>
            <translation>Save it again from the spreadsheet as “CSV UTF-8” or xlsx.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>질문이 없는 문제지입니다</source>
            <translation>The sheet has no questions</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>첫 줄에 '질문'이라는 제목이 있는 칸이 없거나, 그 아래가 비어 있습니다: {path}</source>
            <translation>No cell of its first line is headed “question”, or nothing stands below it: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>빈 문제지 양식을 저장해 거기에 채워 주세요.</source>
            <translation>Save the empty sheet as a template and fill it in.</translation>
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
            <source>내보낸 기록이 아닙니다</source>
            <translation>Not an exported history</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>나란히가 내보낸 기록 파일이 아니거나 손상되었습니다: {path}</source>
            <translation>Not a history exported by this program, or damaged: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>다른 PC에서 다시 내보내 주세요. 이 PC의 기록은 그대로입니다.</source>
            <translation>Export it again on the other PC. The history on this PC is as it was.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>'{name}'로 시작하는 기록이 없거나 여럿입니다.</source>
            <translation>No record, or several, begin with '{name}'.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>runs로 목록을 보고 이름을 더 길게 적어 주세요.</source>
            <translation>Look at the list with runs, and type more of the name.</translation>
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
            <translation>The text has {n_bytes}; at most {limit} bytes are taken.</translation>
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
            <source>지금 재고 있습니다</source>
            <translation>A measurement is going on</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>측정 중에 다른 계산을 하면 잰 값을 믿을 수 없습니다.</source>
            <translation>Other computing meanwhile would make its figures worthless.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>측정이 끝나기를 기다리거나 측정 화면에서 잠깐 쉬게 하세요.</source>
            <translation>Wait for its end, or pause it on the Measure page.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>다른 PC에서 시작했습니다</source>
            <translation>Begun on another PC</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>두 PC에서 나눠 재면 서로 견줄 수 없는 값이 섞입니다.</source>
            <translation>Measured partly on one PC and partly on another, its figures could not be compared.</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>이 PC에서는 새로 시작해 주세요. 그 PC의 기록은 그대로 남습니다.</source>
            <translation>Begin anew on this PC. What came of it on the other one stays as it is.</translation>
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
            <location filename="../../app/services/report/comparison_poster.py" />
            <source>한 모델씩 차례로</source>
            <translation>One model at a time</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_poster.py" />
            <source>나란히 · {cpu} · {when}</source>
            <translation>Naranhi · {cpu} · {when}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_poster.py" />
            <source>가장 빠름</source>
            <translation>Fastest</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_poster.py" />
            <source>모델 {n}개 더 있음</source>
            <translation>{n} more models</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_poster.py" />
            <source>(답 없음)</source>
            <translation>(no answer)</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_poster.py" />
            <source>첫 글자 {time}</source>
            <translation>first text {time}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>견줄 수치가 없습니다.</source>
            <translation>There are no figures to compare.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>모델 비교</source>
            <translation>Comparison of models</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>나란히 {version} · 비교 {id} · {when}</source>
            <translation>Naranhi {version} · comparison {id} · {when}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>시스템 프롬프트: {text}</source>
            <translation>System prompt: {text}</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>속도</source>
            <translation>Speed</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>답 시간</source>
            <translation>Answer takes</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>중앙값 (95 % 구간)</source>
            <translation>Median (95 % interval)</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>(돌리지 않음)</source>
            <translation>(did not run)</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>회차마다 답이 달라 첫 답을 실었습니다. 다른 답은 JSON에 있습니다.</source>
            <translation>Answers differ between rounds; this is the first. The others are in the JSON.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>온도 {t} · 시드 {seed}</source>
            <translation>temperature {t} · seed {seed}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>모델마다 만든 곳이 권하는 값</source>
            <translation>each model’s as its makers recommend</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>메모리 {n}</source>
            <translation>memory {n}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>모든 모델을 한꺼번에 돌렸습니다.</source>
            <translation>All models ran at once.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>한 모델씩 차례로, 그 모델만 돌렸습니다. 차례는 회차마다 바꾸고, 잴 때마다 기억을 비웠습니다. 회차마다 짝지은 비의 95 % 구간이 1을 벗어나고 3 % 넘게 다를 때만 빠르다고 합니다.</source>
            <translation>One model at a time, alone on the machine, in an order that changes from round to round, its memory cleared before every run. “Faster” is said only where the 95 % interval of the rounds’ ratios leaves out 1 and the difference is more than 3 %.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>나란히 {version} · 측정 {id} · {when}</source>
            <translation>Naranhi {version} · measurement {id} · {when}</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>아직 잰 것이 없습니다.</source>
            <translation>Nothing has been measured yet.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>모델 하나를 쟀습니다.</source>
            <translation>One model was measured.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>1초에 쓰는 글자 수</source>
            <translation>Characters written a second</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>혼자 써도 읽는 속도보다 느림</source>
            <translation>slower than reading even for one</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>{n}명 이상 (잰 데까지 모두)</source>
            <translation>{n} or more (all that was tried)</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>{n}명까지</source>
            <translation>up to {n}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>전기</source>
            <translation>Energy</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>이 PC에서는 전력을 잴 수 없습니다.</source>
            <translation>Power cannot be measured on this PC.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>{kwh} kWh · {won}원</source>
            <translation>{kwh} kWh · {won} won</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>{n}회, 몸풀기 {m}회</source>
            <translation>{n}, after {m} warm-up</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>회차마다 고르게 바꿈 (씨앗 {seed})</source>
            <translation>balanced over the rounds (seed {seed})</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>{n}토큰으로 맞춤</source>
            <translation>always {n} tokens</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>많아야 {n}토큰</source>
            <translation>at most {n} tokens</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>답의 길이</source>
            <translation>Length of answers</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>클록이 떨어진 채 잰 것</source>
            <translation>Taken at a lowered clock</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>{n}번, 다시 쟀음</source>
            <translation>{n}, measured again</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>판정</source>
            <translation>Verdict</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_rows.py" />
            <source>까닭</source>
            <translation>Reason</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>쓰는 속도</source>
            <translation>Writes</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>쓰는 메모리</source>
            <translation>Memory taken</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>남는 메모리</source>
            <translation>Memory left</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>답 1,000개의 전기</source>
            <translation>Energy, 1,000 answers</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>가게에서 써도 되나</source>
            <translation>May a shop use it?</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>문제지 정답률</source>
            <translation>Right on our sheet</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>95 % 구간 {range}</source>
            <translation>95 % interval {range}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>읽는 속도보다 느림</source>
            <translation>slower than reading</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>읽는 속도의 {n}배</source>
            <translation>{n} × reading speed</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>{n}글자 질문</source>
            <translation>asked {n} characters</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>{n} 모자람</source>
            <translation>{n} short</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>이 PC에서는 잴 수 없음</source>
            <translation>not measurable on this PC</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>{n}원</source>
            <translation>{n} won</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>연습용 모델입니다. 자유롭게 쓸 수 있습니다.</source>
            <translation>A practice model, free to use.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>원본의 라이선스를 확인해 주세요.</source>
            <translation>Please check the original’s licence.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>재지 않음</source>
            <translation>not measured</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>{n}점 ({right}/{all}문제, 95 % 구간 {low}–{high})</source>
            <translation>{n} of 100 ({right}/{all} questions, 95 % interval {low}–{high})</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_cells.py" />
            <source>손으로 매긴 점수 {n}/5</source>
            <translation>marked by hand {n}/5</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>우리 PC에서 돌릴 수 있을까?</source>
            <translation>Will it run on our PC?</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>나란히 {version}이 이 PC에서 만들었습니다. {mark}라고 적힌 값은 재지 않고 셈한 것이고, 나머지는 이 PC에서 잰 것입니다.</source>
            <translation>Made on this PC by Naranhi {version}. Values marked {mark} were worked out; all others were measured on this PC.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>1초에 쓰는 글자 수와 사람이 읽는 속도</source>
            <translation>Characters written a second, and how fast people read</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>읽는 속도</source>
            <translation>Reading speed</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>무엇을 바꾸면 나아지나</source>
            <translation>What would improve it</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>아직 알 수 없습니다. 모델을 골라 재 보세요.</source>
            <translation>Not known yet. Choose models and measure them.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>네, 돌릴 수 있습니다.</source>
            <translation>Yes, it runs well.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>네, 돌아갑니다.</source>
            <translation>Yes, it runs.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>돌아갈 수는 있지만 불편합니다.</source>
            <translation>It may run, but not comfortably.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>이대로는 어렵습니다.</source>
            <translation>Not as it is.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>{name}: 1초에 {n}글자, 사람이 읽는 속도의 {ratio}배</source>
            <translation>{name}: {n} characters a second, {ratio} times as fast as people read</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>{name}: 1초에 {n}글자, 사람이 읽는 속도보다 느림</source>
            <translation>{name}: {n} characters a second, slower than people read</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>상업적 이용: {badge}</source>
            <translation>Commercial use: {badge}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>{n}글자/초</source>
            <translation>{n} characters/s</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>이대로 충분합니다.</source>
            <translation>Nothing needs to be changed.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>이대로 쓸 수 있습니다. 더 작은 양자화나 GPU가 있으면 빨라집니다.</source>
            <translation>It can be used as it is. A smaller quantisation or a GPU would make it faster.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>하나만 바꾸어 나아지는 것을 찾지 못했습니다. 더 작은 모델을 골라 보세요.</source>
            <translation>No single change was found that would help. Try a smaller model.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>없음 (CPU가 계산합니다)</source>
            <translation>none (the CPU computes)</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>{when}에 모델마다 {rounds}번씩, 몸풀기를 빼고, 한 모델씩 차례를 바꾸어 가며 쟀습니다. 값은 중앙값입니다.</source>
            <translation>Measured on {when}: {rounds} rounds a model after a warm-up, one model at a time, in a changing order. Values are medians.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>측정하지 않은 모델의 잰 값은 이 PC의 실행 기록에서 왔습니다.</source>
            <translation>Measured values of models without a measurement of their own come from this PC’s history of runs.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>재지 않은 모델의 속도와 메모리는 파일의 첫머리와 이 PC의 빠르기로 셈했습니다.</source>
            <translation>Speed and memory of models that were not measured follow from their files’ headers and from this PC’s speed.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>엔진 {engine}, 컨텍스트 {n}토큰.</source>
            <translation>Engine {engine}, context of {n} tokens.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>사람은 1초에 {n}글자쯤 읽습니다. 동시 사용자는 가운데 사용자가 읽는 속도를 지키는 가장 큰 수입니다.</source>
            <translation>People read about {n} characters a second. Simultaneous users: the largest number at which the median user still gets text at reading speed.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>전기는 {source}로 재고 1 kWh를 {won}원으로 쳤습니다.</source>
            <translation>Energy was measured through {source}, at {won} won a kWh.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/pc_report.py" />
            <source>연습용 모델은 아주 작아 빠를 뿐, 한국어 모델의 실력을 보여 주지 않습니다.</source>
            <translation>Practice models are fast only because they are tiny; they do not show what Korean models can do.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sentences.py" />
            <source>{a}, {b}: 견줄 수치가 없습니다.</source>
            <translation>{a}, {b}: there are no figures to compare.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sentences.py" />
            <source>{a}, {b}: {n}회뿐이라 판정하지 않습니다. {least}회부터 판정합니다.</source>
            <translation>{a}, {b}: no verdict on {n} rounds; it takes {least}.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sentences.py" />
            <source>{a}, {b}: 뚜렷한 차이 없음 ({n}회, 95 % 구간 {low}–{high}배)</source>
            <translation>{a}, {b}: no clear difference ({n} rounds, 95 % interval {low} to {high} times)</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{n}회쯤 더 재면 갈릴 수 있음</source>
            <translation>about {n} more rounds might tell</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sentences.py" />
            <source>{a} 쪽이 {b}보다 {lead} 짧음 (95 % 구간 {range}, {n}회)</source>
            <translation>{a} is {lead} quicker than {b} (95 % interval {range}, {n} rounds)</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sentences.py" />
            <source>{a} 쪽이 {b}보다 {lead} 빠름 (95 % 구간 {range}, {n}회)</source>
            <translation>{a} is {lead} faster than {b} (95 % interval {range}, {n} rounds)</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sentences.py" />
            <source>{name} 쪽이 가장 빠릅니다: 다른 모든 모델보다 뚜렷이 빠름</source>
            <translation>{name} is the fastest: clearly faster than every other model</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>문제 {n}개 · 모델 {m}개</source>
            <translation>{n} questions · {m} models</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>(어림)</source>
            <translation>(estimate)</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>나란히 {version} · 문제지 {id} · {when}</source>
            <translation>Naranhi {version} · sheet {id} · {when}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>문제마다</source>
            <translation>Question by question</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>어떻게 쟀나</source>
            <translation>How it was measured</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>{n}토큰</source>
            <translation>{n} tokens</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>검사할 수 있는 답이 없습니다.</source>
            <translation>There is no answer that can be checked.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>{name}: {right}/{all}문제 맞힘</source>
            <translation>{name}: {right} of {all} right</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>{shown}. 다른 모델보다 뚜렷이 많이 맞혔습니다.</source>
            <translation>{shown}. Clearly more than every other model.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>{shown}. 95 % 구간이 겹치는 모델이 있어 뚜렷한 차이라고 할 수 없습니다.</source>
            <translation>{shown}. The 95 % intervals overlap with another model’s: no clear difference can be claimed.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>정답률</source>
            <translation>Accuracy</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>맞힘</source>
            <translation>Right</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>첫 글자까지</source>
            <translation>First text after</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>기대한 답: {text}</source>
            <translation>Expected: {text}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>결과</source>
            <translation>Result</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>묻지 않음</source>
            <translation>not asked</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>○ 맞음</source>
            <translation>○ right</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sheet_report.py" />
            <source>× 틀림</source>
            <translation>× wrong</translation>
        </message>
        <message>
            <location filename="../../app/services/report/shown.py" />
            <source>GPU {n}/{all}층</source>
            <translation>GPU {n}/{all} layers</translation>
        </message>
        <message>
            <location filename="../../app/services/report/shown.py" />
            <source>컨텍스트 {n}</source>
            <translation>context {n}</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>보고할 것이 없습니다</source>
            <translation>Nothing to report</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>아직 돌리거나 잰 것이 없어 보고서를 만들 수 없습니다.</source>
            <translation>Nothing has been run or measured yet, so there is nothing to report.</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>비교를 한 번 돌리거나 측정해 주세요(compare, bench).</source>
            <translation>Run a comparison or a measurement first (compare, bench).</translation>
        </message>
        <message>
            <location filename="../../app/services/problem_words.py" />
            <source>그런 기록이 없습니다</source>
            <translation>No such record</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>'{name}'로 시작하는 기록이 {count}개 있습니다.</source>
            <translation>{count} entries begin with '{name}'.</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>목록을 보고 하나만 가리키게 적어 주세요(runs, bench --list).</source>
            <translation>Look at the list and name exactly one (runs, bench --list).</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>보고서를 쓰지 못했습니다</source>
            <translation>The report could not be written</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>파일에 쓸 수 없습니다: {path}</source>
            <translation>The file cannot be written: {path}</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>폴더가 있는지, 쓸 수 있는지, 자리가 남았는지 확인해 주세요.</source>
            <translation>Please check that the folder is there, may be written to, and has room.</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>보고서를 그리지 못했습니다</source>
            <translation>The report could not be drawn</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>PDF나 그림을 그리는 프로그램이 끝까지 그리지 못하고 멈췄습니다.</source>
            <translation>The program that draws PDF and pictures ended before it was done.</translation>
        </message>
        <message>
            <location filename="../../app/services/report_problem_words.py" />
            <source>HTML로 저장해 브라우저에서 인쇄할 수 있습니다.</source>
            <translation>You can save it as HTML and print it from a browser.</translation>
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
            <source>마지막에 쓴 모델</source>
            <translation>Models used last</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>칸마다 모델을 어느 장치에 어떻게 올릴지입니다. 기본은 자동입니다.</source>
            <translation>On which device, and how, each pane's model is loaded. Automatic by default.</translation>
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
            <source>모델 폴더</source>
            <translation>Models folder</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>내려받은 모델을 두는 폴더입니다. 비어 있으면 프로그램의 데이터 폴더에 둡니다.</source>
            <translation>Where downloaded models are kept. If empty, they go into the program's data folder.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>디스크 읽는 속도</source>
            <translation>Disk reading speed</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>모델 폴더와, 거기서 1초에 읽는 바이트를 잰 값입니다.</source>
            <translation>The models' folder, and the bytes a second measured there.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>전기 1 kWh의 값(원)입니다. 보고서의 전기 요금을 이 값으로 셈합니다.</source>
            <translation>Won for one kWh. Reports work out the cost of energy with it.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>창 크기와 자리</source>
            <translation>Window size and place</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/export.py" />
            <source>번호</source>
            <translation>No.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/export.py" />
            <source>검사 결과</source>
            <translation>Check result</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/export.py" />
            <source>점수 (1–5)</source>
            <translation>Mark (1–5)</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/plans.py" />
            <source>{done}/{all}답</source>
            <translation>{done}/{all} answers</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/plans.py" />
            <source>{n}번</source>
            <translation>no. {n}</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/plans.py" />
            <source>이 답까지만 하고 쉽니다</source>
            <translation>pausing after this answer</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>남은 시간 모름</source>
            <translation>time left unknown</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{time} 남음</source>
            <translation>{time} left</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/plans.py" />
            <source>{hours}시간 {minutes}분</source>
            <translation>{hours} h {minutes} min</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{minutes}분 {seconds}초</source>
            <translation>{minutes} min {seconds} s</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>{seconds}초</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>질문이 비어 있어 건너뜁니다.</source>
            <translation>the question is empty; the row is left out.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>'{value}'은 모르는 검사라 건너뜁니다.</source>
            <translation>'{value}' is no known check; the row is left out.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>기대 답 '{value}'이 숫자가 아니라 손으로 채점합니다.</source>
            <translation>the expected answer '{value}' is no number; it is marked by hand.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>기대 답 '{value}'이 보기의 번호가 아니라 손으로 채점합니다.</source>
            <translation>the expected answer '{value}' is no choice; it is marked by hand.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>정규식이 잘못되어 손으로 채점합니다: {value}</source>
            <translation>the regular expression is broken; it is marked by hand: {value}</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>기대 답이 비어 있어 손으로 채점합니다.</source>
            <translation>the expected answer is empty; it is marked by hand.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>한 칸에 {value}글자가 들어 있어 건너뜁니다.</source>
            <translation>a cell holds {value} characters; the row is left out.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>질문은 {value}개까지만 읽습니다. 나머지는 건너뜁니다.</source>
            <translation>only {value} questions are read; the rest is left out.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>{row}행: {said}</source>
            <translation>Row {row}: {said}</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>일치</source>
            <translation>exact</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>포함</source>
            <translation>contains</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>하나 포함</source>
            <translation>one of</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>숫자</source>
            <translation>number</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>정규식</source>
            <translation>regex</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>객관식</source>
            <translation>choice</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>사람</source>
            <translation>none</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>답이 기대 답과 같아야 합니다. 띄어쓰기 수와 문장 부호는 보지 않습니다.</source>
            <translation>The answer must equal the expected one; spacing and punctuation around it do not count.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>기대 답을 |로 나눈 것이 모두 답에 있어야 합니다.</source>
            <translation>Every part of the expected answer, split by |, must be in the answer.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>기대 답을 |로 나눈 것 가운데 하나라도 답에 있으면 됩니다.</source>
            <translation>One part of the expected answer, split by |, in the answer is enough.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>답에 적힌 수를 견줍니다. 12000±5%나 10~20처럼 넓게도 적습니다.</source>
            <translation>The number in the answer is compared. It may be wider: 12000±5% or 10~20.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>답에서 이 정규식을 찾습니다.</source>
            <translation>The answer is searched for this regular expression.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>답이 고른 보기(가, B, 3 …)를 견줍니다.</source>
            <translation>The choice that the answer names (A, B, 3 …) is compared.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/sources.py" />
            <source>검사하지 않습니다. 사람이 1–5점을 줍니다.</source>
            <translation>Nothing is checked. A person gives 1 to 5.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/export.py" />
            <source>기대 답</source>
            <translation>Expected</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/export.py" />
            <source>검사 방법</source>
            <translation>Check</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/export.py" />
            <source>분야</source>
            <translation>Category</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/export.py" />
            <source>좋은 답</source>
            <translation>Good</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>설명 (읽지 않는 칸)</source>
            <translation>Explanation (not read)</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>우리 가게는 몇 층에 있나요? '2층'처럼 답하세요. (안내: 매장은 2층)</source>
            <translation>On which floor is our shop? Answer like 'floor 2'. (Notice: the shop is on floor 2)</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>2층</source>
            <translation>floor 2</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>안내</source>
            <translation>Information</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>반품할 때 무엇이 필요한가요? (안내: 영수증과 상자)</source>
            <translation>What is needed to return goods? (Notice: the receipt and the box)</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>영수증|상자</source>
            <translation>receipt|box</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>환불</source>
            <translation>Refunds</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>두 가지를 모두 말한다.</source>
            <translation>Names both.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>늦게 온 택배에 화난 손님에게 두 문장으로 답하세요.</source>
            <translation>Answer in two sentences a customer who is angry about a late parcel.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>죄송|사과</source>
            <translation>sorry|apologise|apologize</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>응대</source>
            <translation>Service</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>먼저 사과하고 다음에 할 일을 말한다.</source>
            <translation>Says sorry first, then what will be done.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>4,500원짜리 3개와 배송비 3,000원은 모두 얼마인가요?</source>
            <translation>How much are 3 items of 4,500 won and 3,000 won for delivery?</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>계산</source>
            <translation>Sums</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>주문 번호만 적으세요: '주문 DM-20718이 안 왔어요.'</source>
            <translation>Write the order number alone: 'Order DM-20718 has not come.'</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>추출</source>
            <translation>Extraction</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>하나를 고르세요. 가) 배송 나) 환불 다) 칭찬 – '언제 오나요?'</source>
            <translation>Choose one. A) delivery B) refund C) praise – 'When will it come?'</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>가</source>
            <translation>A</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>분류</source>
            <translation>Classes</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>봄맞이 할인 행사를 알리는 글을 세 문장으로 써 주세요.</source>
            <translation>Announce a spring sale in three sentences.</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>글쓰기</source>
            <translation>Writing</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/template.py" />
            <source>행사 내용이 분명하고 없는 혜택을 지어내지 않는다.</source>
            <translation>The offer is clear and nothing is made up.</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>질문을 줄여 주세요. 이 모델은 {n_ctx_train} 토큰까지 됩니다.</source>
            <translation>Please shorten the prompt. This model takes up to {n_ctx_train} tokens.</translation>
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
            <location filename="../../app/services/measuring/sentences.py" />
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
            <source>불러오지 않음</source>
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
            <location filename="../../app/services/sheets/plans.py" />
            <source>멈추는 중</source>
            <translation>Stopping</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>비정상 종료</source>
            <translation>Crashed</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_poster.py" />
            <source>동시 실행</source>
            <translation>Race</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>이 모델이 답하는 동안 다른 모델은 쉬었습니다.</source>
            <translation>The other models were idle while this one answered.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>다른 모델과 함께 돌아간 수치라서 순위를 매기지 않습니다.</source>
            <translation>Other models ran at the same time, so these figures are not ranked.</translation>
        </message>
        <message>
            <location filename="../../app/services/worker_pool.py" />
            <source>이런 모델을 어느 장치가 빨리 돌리는지 잠깐 재 봅니다. 10초까지 걸리고, 한 번만 합니다.</source>
            <translation>Measuring which device runs such a model fastest. It takes up to 10 seconds, once.</translation>
        </message>
        <message>
            <location filename="../../app/services/worker_pool.py" />
            <source>{name} 모델을 돌릴 장치를 재서 골랐습니다. {evidence}</source>
            <translation>The device for {name} was chosen by measuring. {evidence}</translation>
        </message>
        <message>
            <location filename="../../app/services/worker_pool.py" />
            <source>GPU 메모리가 모자라 쉬고 있던 {gone} 모델을 내리고 {name} 모델을 올립니다.</source>
            <translation>GPU memory is short: unloading {gone}, which was idle, to load {name}.</translation>
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
            <location filename="../../app/cli/fit_page.py" />
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
            <translation>1st answer</translation>
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
            <location filename="../../widgets/compare/figures_strip.py" />
            <source>초당 글자: 답에서 눈에 보이는 글자 수(NFC, 생각과 빈칸 제외) ÷ (끝난 때 − 답의 첫 토큰). 토큰을 나누는 방식이 달라도 견줄 수 있는 속도입니다.</source>
            <translation>Characters per second: visible characters of the answer (NFC, without thinking and spaces) ÷ (end − first answer token). The one speed that can be compared across tokenisers.</translation>
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
            <location filename="../../widgets/compare/load_popover.py" />
            <source>CPU만</source>
            <translation>CPU alone</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>{name} (지금 없음)</source>
            <translation>{name} (not there now)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>빈 메모리대로</source>
            <translation>by free memory</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>층을 나누어</source>
            <translation>Layers each</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>층마다 행을 나누어</source>
            <translation>Rows of every layer</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>나누지 않음</source>
            <translation>Not split</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>쓸 수 있는 장치를 찾는 중입니다…</source>
            <translation>Looking for devices…</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>쓸 수 있는 GPU가 없어 CPU로 돌립니다.</source>
            <translation>There is no GPU that can be used; models run on the CPU.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>바꾼 것은 다음에 불러올 때부터 쓰입니다.</source>
            <translation>Changes count from the next load.</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>장치</source>
            <translation>Device</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>자동은 쓸 수 있는 GPU를 모두 쓰고, 모자라면 나머지를 CPU에 둡니다.</source>
            <translation>Automatic takes every GPU that can be used, and leaves to the CPU what does not fit.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>GPU에 올릴 층</source>
            <translation>Layers on the GPU</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>자동은 지금 비어 있는 GPU 메모리에 들어가는 만큼입니다.</source>
            <translation>Automatic is as many as fit into the GPU memory that is free now.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>이 칸만 다르게 할 때 정합니다. 자동은 모든 칸에 정한 길이입니다.</source>
            <translation>For this pane alone. Automatic is the length set for all panes.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>q8_0은 f16의 절반쯤, q4_0은 4분의 1쯤의 메모리를 씁니다.</source>
            <translation>q8_0 takes about half the memory of f16, q4_0 about a quarter.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>플래시 어텐션</source>
            <translation>Flash attention</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>메모리를 덜 쓰는 계산 방법입니다. 줄인 KV 캐시에는 꼭 있어야 합니다.</source>
            <translation>A way to compute that takes less memory. A smaller KV cache needs it.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>스레드</source>
            <translation>Threads</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>자동은 실제 코어의 수입니다. 더 늘린다고 빨라지지 않습니다.</source>
            <translation>Automatic is the number of physical cores. More are not faster.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>CPU에 둘 전문가</source>
            <translation>Experts on the CPU</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>전문가 모델(MoE)의 앞에서부터 이만큼의 층은 전문가를 CPU의 메모리에 둡니다.</source>
            <translation>Of a mixture-of-experts model, the experts of this many first layers stay in the CPU's memory.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>여러 GPU에</source>
            <translation>Several GPUs</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>GPU가 둘 이상일 때 모델을 어떻게 나눌지입니다.</source>
            <translation>How a model is split where there are two GPUs or more.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>GPU마다의 몫</source>
            <translation>Share of each GPU</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>예: 3, 1. 비워 두면 빈 메모리에 맞추어 나눕니다.</source>
            <translation>For example 3, 1. Left empty, by free memory.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>파일을 그대로 이어 쓰기 (mmap)</source>
            <translation>Map the file (mmap)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>빨리 불러오고, 메모리를 다른 프로그램과 나누어 씁니다.</source>
            <translation>Loads quickly, and shares memory with other programs.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>모자라면 컨텍스트도 줄이기</source>
            <translation>May shrink the context</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>메모리가 모자랄 때 컨텍스트를 줄여서라도 불러옵니다.</source>
            <translation>Where memory is short, loads with a smaller context rather than not at all.</translation>
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
            <location filename="../../widgets/compare/notes.py" />
            <source>이 모델은 시스템 지시를 따로 받지 않아 질문 앞에 붙여 보냈습니다.</source>
            <translation>This model takes no separate system prompt, so it was sent at the start of the question.</translation>
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
            <location filename="../../app/services/history_words.py" />
            <source>샘플링</source>
            <translation>Sampling</translation>
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
            <source>방금 물은 것을 지금 고른 대로 다시 묻습니다. 답은 새 답으로 바뀝니다. (Ctrl+R)</source>
            <translation>Asks the last prompt again with what is chosen now. The new answers take the place of the last ones. (Ctrl+R)</translation>
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
            <source>다시 실행</source>
            <translation>Run again</translation>
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
            <source>불러오기 설정…</source>
            <translation>Load settings…</translation>
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
            <source>{n}번 칸의 불러오기 설정</source>
            <translation>Load settings of pane {n}</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>불러오기 설정 (자동이 아닌 것이 있음)</source>
            <translation>Load settings (not all automatic)</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>불러오기 설정</source>
            <translation>load settings</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>양자화 방식</source>
            <translation>Quantisation</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_head.py" />
            <source>메모리가 모자라 줄이는 중 ({n})</source>
            <translation>Short of memory, reducing ({n})</translation>
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
            <location filename="../../widgets/compare/race_card.py" />
            <source>한꺼번에는 다 올라가지 않습니다</source>
            <translation>They do not all fit at once</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/race_card.py" />
            <source>한 번에 하나씩 (공정)</source>
            <translation>One at a time (fair)</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/race_card.py" />
            <source>그래도 한꺼번에</source>
            <translation>All at once anyway</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/race_card.py" />
            <source>돌리지 않기</source>
            <translation>Do not run</translation>
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
            <location filename="../../widgets/compare/load_popover.py" />
            <source>기본값으로</source>
            <translation>Defaults</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/sampling_popover.py" />
            <source>모델 기본</source>
            <translation>Model's default</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
            <source>켜기</source>
            <translation>On</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/load_popover.py" />
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
            <location filename="../../app/services/report/comparison_report.py" />
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
            <location filename="../../widgets/compare/load_popover.py" />
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
            <source>질문 읽는 중</source>
            <translation>Reading prompt</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/state_badge.py" />
            <source>상태: {state}</source>
            <translation>State: {state}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>동시 실행의 수치는 순위를 매기지 않습니다.</source>
            <translation>Figures of a race are not ranked.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sentences.py" />
            <source>{n}회 이상이어야 판단합니다.</source>
            <translation>Needs at least {n} rounds to judge.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>다른 짝 {n}개</source>
            <translation>{n} other pairs</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>뚜렷한 차이 없음 ({n}회쯤 더 재면 갈릴 수 있음)</source>
            <translation>No clear difference (about {n} more rounds might tell)</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sentences.py" />
            <source>뚜렷한 차이 없음</source>
            <translation>No clear difference</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>{a} 쪽이 {b}보다 {lead} 빠름 ({n}회 중앙값, 95 % 구간 {range})</source>
            <translation>{a} is {lead} faster than {b} (median of {n} rounds, 95 % interval {range})</translation>
        </message>
        <message>
            <location filename="../../app/services/report/sentences.py" />
            <source>{n}배</source>
            <translation>{n}×</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>토크나이저가 다른 모델이라, 토큰이 아니라 1초에 쓰는 글자로 견줍니다.</source>
            <translation>Their tokenizers differ, so they are judged by the characters they write in a second, not by tokens.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>1초에 만드는 토큰으로 견줍니다.</source>
            <translation>They are judged by the tokens they make in a second.</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/verdict_strip.py" />
            <source>{name} {median} {unit} ({low}–{high})</source>
            <translation>{name}: {median} {unit} ({low}–{high})</translation>
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
            <source>보고서와 포스터…</source>
            <translation>Report and poster…</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>초당 토큰 수: 최근 16토큰, 길어도 0.5초의 평균</source>
            <translation>Tokens per second: mean over the last 16 tokens, at most 0.5 s</translation>
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
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>그래프 저장, 보고서</source>
            <translation>Save the graph, report</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/resource_chart.py" />
            <source>CPU와 GPU 사용 (점선: GPU)</source>
            <translation>CPU and GPU load (dashed: GPU)</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/resource_chart.py" />
            <source>CPU 사용 (GPU 사용은 이 PC에서 읽을 수 없음)</source>
            <translation>CPU load (GPU load cannot be read on this PC)</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/resource_chart.py" />
            <source>메모리 사용 (선: 전체, 색: 모델마다)</source>
            <translation>Memory in use (plain line: whole PC, colours: each model)</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/resource_chart.py" />
            <source>GPU 메모리 사용</source>
            <translation>GPU memory</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/resource_chart.py" />
            <source>GPU 메모리: 이 PC에서 읽을 수 없음</source>
            <translation>GPU memory: cannot be read on this PC</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/resource_chart.py" />
            <source>CPU 사용</source>
            <translation>CPU in use</translation>
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
            <source>CPU, 메모리, GPU</source>
            <translation>CPU, memory, GPU</translation>
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
            <location filename="../../app/services/report/shown.py" />
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
            <location filename="../../app/services/report/shown.py" />
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
            <location filename="../../widgets/history/carry_bar.py" />
            <source>기록 내보내기</source>
            <translation>Export history</translation>
        </message>
        <message>
            <location filename="../../widgets/history/carry_bar.py" />
            <source>나란히 기록</source>
            <translation>나란히 history</translation>
        </message>
        <message>
            <location filename="../../widgets/history/carry_bar.py" />
            <source>모든 파일</source>
            <translation>All files</translation>
        </message>
        <message>
            <location filename="../../widgets/history/carry_bar.py" />
            <source>기록 가져오기</source>
            <translation>Import history</translation>
        </message>
        <message>
            <location filename="../../widgets/history/carry_bar.py" />
            <source>가져오기…</source>
            <translation>Import…</translation>
        </message>
        <message>
            <location filename="../../widgets/history/carry_bar.py" />
            <source>다른 PC에서 내보낸 기록을 더합니다. 있는 것은 그대로 둡니다.</source>
            <translation>Adds a history exported on another PC. What is here stays as it is.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/carry_bar.py" />
            <source>모두 내보내기…</source>
            <translation>Export all…</translation>
        </message>
        <message>
            <location filename="../../widgets/history/carry_bar.py" />
            <source>모든 기록을 파일 하나에 담습니다.</source>
            <translation>Puts the whole history into one file.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/carry_bar.py" />
            <source>기록을 옮기는 중</source>
            <translation>Carrying the history</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_carry.py" />
            <source>멈췄습니다. 파일을 남기지 않았습니다.</source>
            <translation>Stopped. No file was left.</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_carry.py" />
            <source>파일을 쓰거나 읽을 수 없습니다: {path} ({why})</source>
            <translation>The file cannot be written or read: {path} ({why})</translation>
        </message>
        <message>
            <location filename="../../widgets/history/details.py" />
            <source>이 기록은 지워졌습니다.</source>
            <translation>This record has been deleted.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/details.py" />
            <source>고른 기록</source>
            <translation>Chosen record</translation>
        </message>
        <message>
            <location filename="../../widgets/history/details.py" />
            <source>왼쪽에서 기록을 고르면 여기에 답과 수치, 그래프가 나타납니다.</source>
            <translation>Choose a record on the left: its answers, figures and graph appear here.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/details.py" />
            <source>이어서 재려면 터미널에서: {command}</source>
            <translation>To go on, in a terminal: {command}</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>지금 도는 것이 끝나면 다시 돌릴 수 있습니다.</source>
            <translation>It can be run again when what runs now has ended.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>같은 질문, 같은 설정, 같은 씨앗으로 비교 화면에서 다시 돌립니다. (Ctrl+R)</source>
            <translation>Runs it on the comparison page once more: same prompt, same settings, same seed. (Ctrl+R)</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>이름 붙이기</source>
            <translation>Give it a name</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>이름</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>메모 적기</source>
            <translation>Write a note</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>그만 보기</source>
            <translation>Stop the replay</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>그때 나온 빠르기로 글을 다시 보여 줍니다. (Ctrl+P)</source>
            <translation>Shows the text once more, as fast as it came then. (Ctrl+P)</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>고른 실행을 잡아 두고, 다른 기록의 실행과 나란히 봅니다. (Ctrl+D)</source>
            <translation>Holds the chosen run, to be seen beside runs of other records. (Ctrl+D)</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>PDF, HTML, 표나 포스터로 저장합니다.</source>
            <translation>Saves it as PDF, HTML, a table or a poster.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>목록에서 Delete 키로도 지웁니다. 잠시 동안 되돌릴 수 있습니다.</source>
            <translation>The Delete key in the list does it too. It can be undone for a moment.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>문제지 화면에서 보기</source>
            <translation>Show on the page of sheets</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>간직합니다: 오래된 것을 치울 때 남습니다. (Ctrl+K)</source>
            <translation>Keep it: it stays when old ones are cleared. (Ctrl+K)</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>질문, 답, 모델에서 찾기</source>
            <translation>Search prompts, answers, models</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>기록 찾기 (Ctrl+F)</source>
            <translation>Search the history (Ctrl+F)</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_command.py" />
            <source>간직한 것만</source>
            <translation>Only what is kept</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>언제든</source>
            <translation>Any time</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>오늘</source>
            <translation>Today</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>지난 7일</source>
            <translation>Last 7 days</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>지난 30일</source>
            <translation>Last 30 days</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>지난 1년</source>
            <translation>Last year</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>종류: 모두</source>
            <translation>Kind: all</translation>
        </message>
        <message>
            <location filename="../../app/services/wording.py" />
            <source>단독 측정</source>
            <translation>Isolated</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>모델: 모두</source>
            <translation>Model: all</translation>
        </message>
        <message>
            <location filename="../../app/services/history_words.py" />
            <source>PC</source>
            <translation>PC</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>PC: 모두</source>
            <translation>PC: all</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>날짜</source>
            <translation>Date</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>종류</source>
            <translation>Kind</translation>
        </message>
        <message>
            <location filename="../../widgets/history/list_view.py" />
            <source>기록 목록</source>
            <translation>History</translation>
        </message>
        <message>
            <location filename="../../widgets/history/list_view.py" />
            <source>조건에 맞는 기록이 없습니다.</source>
            <translation>No record fits these conditions.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/list_view.py" />
            <source>아직 기록이 없습니다. 비교 화면에서 질문을 적고 실행을 누르면, 답과 속도가 모두 여기에 남습니다. 다른 PC에서 내보낸 기록은 아래의 가져오기로 더합니다.</source>
            <translation>Nothing here yet. Write a prompt on the comparison page and press Run: every answer and its speed stay here. A history exported on another PC is added with Import, below.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/list_view.py" />
            <source>비교하러 가기</source>
            <translation>Go and compare</translation>
        </message>
        <message>
            <location filename="../../widgets/history/filter_bar.py" />
            <source>기록 찾기</source>
            <translation>Search the history</translation>
        </message>
        <message>
            <location filename="../../widgets/history/page.py" />
            <source>목록에서: 지우기</source>
            <translation>In the list: delete</translation>
        </message>
        <message>
            <location filename="../../widgets/history/page.py" />
            <source>지운 것 되돌리기</source>
            <translation>Undo deleting</translation>
        </message>
        <message>
            <location filename="../../widgets/history/page.py" />
            <source>다시 보기, 그만 보기</source>
            <translation>Replay, stop the replay</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>똑같이 다시 돌리기</source>
            <translation>Run again exactly</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>간직하기</source>
            <translation>Keep</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>견줄 것으로 두기</source>
            <translation>Hold to compare</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>기록</source>
            <translation>History</translation>
        </message>
        <message>
            <location filename="../../widgets/history/page.py" />
            <source>찾을 수 있게 정리하는 중입니다. 곧 더 나올 수 있습니다.</source>
            <translation>Still preparing the search. More may appear soon.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/page.py" />
            <source>지금 돌고 있는 것은 지우지 않았습니다.</source>
            <translation>What runs now was not deleted.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/pair_view.py" />
            <source>다시 보기 – 저장된 기록을 그때의 빠르기로 보여 줍니다</source>
            <translation>Replay – a stored record, as fast as it came then</translation>
        </message>
        <message>
            <location filename="../../widgets/history/pair_view.py" />
            <source>글자/초 {a}와 {b}, {ratio}배. 한 번씩이라 누가 빠른지는 판정하지 않습니다.</source>
            <translation>{a} and {b} chars/s, {ratio} times. One run each: nobody is called faster.</translation>
        </message>
        <message>
            <location filename="../../widgets/history/rows.py" />
            <source>측정 {id}</source>
            <translation>Measurement {id}</translation>
        </message>
        <message>
            <location filename="../../widgets/history/rows.py" />
            <source>{n}번 쟀음</source>
            <translation>measured {n} times</translation>
        </message>
        <message>
            <location filename="../../widgets/history/rows.py" />
            <source>답 {n}개</source>
            <translation>{n} answers</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>동시</source>
            <translation>Race</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>공정</source>
            <translation>Fair</translation>
        </message>
        <message>
            <location filename="../../widgets/history/rows.py" />
            <source>{n}번 실행</source>
            <translation>{n} runs</translation>
        </message>
        <message>
            <location filename="../../widgets/history/rows.py" />
            <source>{n}번 가운데 {done}번 끝남</source>
            <translation>{done} of {n} finished</translation>
        </message>
        <message>
            <location filename="../../widgets/history/rows.py" />
            <source>간직함</source>
            <translation>kept</translation>
        </message>
        <message>
            <location filename="../../widgets/history/rows.py" />
            <source>오늘 {time}</source>
            <translation>today {time}</translation>
        </message>
        <message>
            <location filename="../../widgets/history/rows.py" />
            <source>어제 {time}</source>
            <translation>yesterday {time}</translation>
        </message>
        <message>
            <location filename="../../widgets/history/run_panel.py" />
            <source>{n}번째 실행</source>
            <translation>Run {n}</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_poster.py" />
            <source>{n}회</source>
            <translation>{n}×</translation>
        </message>
        <message>
            <location filename="../../widgets/history/run_table.py" />
            <source>실행 목록</source>
            <translation>Runs</translation>
        </message>
        <message>
            <location filename="../../widgets/history/run_table.py" />
            <source>Ctrl이나 Shift를 누르고 고르면 둘을 견줍니다.</source>
            <translation>Hold Ctrl or Shift to choose two and compare them.</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>조건</source>
            <translation>Label</translation>
        </message>
        <message>
            <location filename="../../app/cli/results.py" />
            <source>토큰</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <location filename="../../widgets/history/sheet_scores.py" />
            <source>모델마다의 점수</source>
            <translation>Score of each model</translation>
        </message>
        <message>
            <location filename="../../widgets/history/sheet_scores.py" />
            <source>맞힌 수</source>
            <translation>Right</translation>
        </message>
        <message>
            <location filename="../../widgets/history/sheet_scores.py" />
            <source>정확도 (95 %)</source>
            <translation>Accuracy (95 %)</translation>
        </message>
        <message>
            <location filename="../../widgets/history/sheet_scores.py" />
            <source>직접 준 점수</source>
            <translation>Own marks</translation>
        </message>
        <message>
            <location filename="../../widgets/history/undo_bar.py" />
            <source>되돌리기</source>
            <translation>Undo</translation>
        </message>
        <message>
            <location filename="../../widgets/history/undo_bar.py" />
            <source>지운 것을 되돌립니다 (Ctrl+Z)</source>
            <translation>Brings back what was deleted (Ctrl+Z)</translation>
        </message>
        <message>
            <location filename="../../widgets/history/undo_bar.py" />
            <source>기록 {n}개를 지웠습니다.</source>
            <translation>{n} deleted.</translation>
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
            <source>나란히 – 한국어 모델 비교</source>
            <translation>Naranhi – Korean models side by side</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/page.py" />
            <source>지금 재는 것까지 마치고 쉽니다. 이어서 잴 수 있습니다.</source>
            <translation>Rests after the run that goes; it can be taken up again.</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/page.py" />
            <source>지난 측정</source>
            <translation>Past measurements</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>이어서 재기</source>
            <translation>Go on measuring</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/page.py" />
            <source>새로 재기</source>
            <translation>New measurement</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/page.py" />
            <source>잴 모델을 하나 이상 고르세요.</source>
            <translation>Choose at least one model.</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/page.py" />
            <source>모두 {n}단계. 재는 동안에는 다른 프로그램을 쓰지 않는 것이 좋습니다.</source>
            <translation>{n} steps. Better not to use other programs meanwhile.</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>토큰 사이의 기다림: 이보다 짧은 것의 비율(%)</source>
            <translation>Waits between tokens: share that is shorter (%)</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>{figure}: 회차마다 한 점, 별은 중앙값, 막대는 95 % 구간</source>
            <translation>{figure}: a dot a round, the star is the median, the bar its 95 % interval</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>{figure}: 앞에 있는 글의 길이(토큰)에 따라</source>
            <translation>{figure} by the length of the text before (tokens)</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>{figure}: 동시 사용자 수에 따라</source>
            <translation>{figure} by users at once</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>{figure}: 쓰는 동안(마지막 회차)</source>
            <translation>{figure} while writing (last round)</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>{figure}: 첫 토큰까지의 시간과 함께</source>
            <translation>{figure} against time to the first token</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>CPU 사용(%)</source>
            <translation>CPU load (%)</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>남은 메모리(GiB)</source>
            <translation>Free memory (GiB)</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>CPU 온도(°C)</source>
            <translation>CPU temperature (°C)</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>CPU 클록(MHz)</source>
            <translation>CPU clock (MHz)</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/pictures.py" />
            <source>GPU 전력(W)</source>
            <translation>GPU power (W)</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>잴 모델</source>
            <translation>Models to measure</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>무엇을 잴까요</source>
            <translation>What to measure</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>표준</source>
            <translation>Standard</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>뜻 없는 토큰 512개를 읽고 128개를 씁니다. llama-bench와 같은 방법입니다.</source>
            <translation>Reads 512 meaningless tokens and writes 128, the way llama-bench does.</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/plans.py" />
            <source>우리말 질문</source>
            <translation>Korean question</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>200·1,000·4,000글자의 우리말 글에 답합니다.</source>
            <translation>Answers Korean texts of 200, 1,000 and 4,000 characters.</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>긴 앞글</source>
            <translation>Long context</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>앞에 글이 길게 있을 때 얼마나 느려지는지 봅니다.</source>
            <translation>How much slower it gets behind a long text.</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>불러오기</source>
            <translation>Load</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>디스크에서, 그리고 메모리에 남아 있을 때 잽니다.</source>
            <translation>From the disk, and while still in memory.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>동시 사용자</source>
            <translation>Users at once</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>한 모델이 1·2·4·8명에게 함께 답합니다. 읽는 속도를 지키는 사람 수를 찾습니다.</source>
            <translation>One model answers 1, 2, 4 and 8 at once. Finds how many still get text as fast as people read.</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_report.py" />
            <source>회차</source>
            <translation>Rounds</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>쉬기를 기다림(초)</source>
            <translation>Wait until idle (s)</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>붙일 이름</source>
            <translation>Name it</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>모두 같은 길이로</source>
            <translation>All equally long</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>끝 표시를 지나쳐, 모든 답이 정한 길이가 되게 합니다.</source>
            <translation>Goes on past the end mark, so that every answer has the length chosen.</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>예: 새 메모리를 단 뒤</source>
            <translation>e.g. after adding memory</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/results_view.py" />
            <source>표</source>
            <translation>Table</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/results_view.py" />
            <source>보는 방법</source>
            <translation>View</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/results_view.py" />
            <source>그림 고르기</source>
            <translation>Choose a picture</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/results_view.py" />
            <source>모두 보기</source>
            <translation>Show all</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/results_view.py" />
            <source>그림 저장…</source>
            <translation>Save picture…</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>보고서…</source>
            <translation>Report…</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/results_view.py" />
            <source>왼쪽에서 모델과 잴 것을 고르고 ‘재기’를 누르면, 되풀이해 잰 값의 중앙값과 95 % 구간, 누가 빠른지가 여기에 나옵니다.</source>
            <translation>Choose models and what to measure at the left and press ‘Measure’: medians of repeated runs, their 95 % intervals and who is faster appear here.</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/results_view.py" />
            <source>잰 결과</source>
            <translation>Results</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>무엇을</source>
            <translation>Task</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>수치</source>
            <translation>Figure</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>중앙값</source>
            <translation>Median</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>흩어짐</source>
            <translation>Spread</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>횟수</source>
            <translation>Runs</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/results_view.py" />
            <source>그림</source>
            <translation>Pictures</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/throughput_graph.py" />
            <source>저장하지 못했습니다: {why}</source>
            <translation>Could not be saved: {why}</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/results_view.py" />
            <source>그림 저장</source>
            <translation>Save picture</translation>
        </message>
        <message>
            <location filename="../../widgets/models/actions.py" />
            <source>'{name}' 파일을 지울까요?</source>
            <translation>Delete the file “{name}”?</translation>
        </message>
        <message>
            <location filename="../../widgets/models/actions.py" />
            <source>받다 만 조각 {n}개를 지울까요?</source>
            <translation>Delete the leftovers of downloads ({n})?</translation>
        </message>
        <message>
            <location filename="../../widgets/models/actions.py" />
            <source>모델 지우기</source>
            <translation>Delete models</translation>
        </message>
        <message>
            <location filename="../../widgets/models/actions.py" />
            <source>디스크에 {size}가 빕니다. 다시 쓰려면 다시 받아야 합니다.</source>
            <translation>This frees {size} on the disk. To use it again, it has to be downloaded again.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>Hub에서 찾고 있습니다…</source>
            <translation>Searching the Hub…</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>{repo}의 파일을 묻고 있습니다…</source>
            <translation>Asking for the files of {repo}…</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>저장소 {n}개를 찾았습니다.</source>
            <translation>Found repositories: {n}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>GGUF 파일이 있는 저장소를 찾지 못했습니다. 다른 말로 찾아 보세요.</source>
            <translation>No repository with GGUF files was found. Try other words.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>카탈로그의 {model}입니다. 원본의 라이선스를 따릅니다: {badge}</source>
            <translation>This is {model} of the catalogue. Its original's licence holds: {badge}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>라이선스 표시: {tag} (저장소에 적힌 것이며 확인되지 않았습니다)</source>
            <translation>Licence named there: {tag} (as the repository says, not checked)</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>저장소 페이지</source>
            <translation>Repository page</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>저장소 이름(owner/name), 주소, 또는 찾을 말</source>
            <translation>Repository name (owner/name), address, or words to search for</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>저장소 이름이나 찾을 말</source>
            <translation>Repository name or words to search for</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>찾기</source>
            <translation>Find</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>찾은 저장소</source>
            <translation>Repositories found</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>내려받기 {n}회</source>
            <translation>{n} downloads</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>허락 필요</source>
            <translation>needs permission</translation>
        </message>
        <message>
            <location filename="../../app/cli/download_progress.py" />
            <source>차례 기다림</source>
            <translation>Queued</translation>
        </message>
        <message>
            <location filename="../../app/cli/download_progress.py" />
            <source>디스크에 다 쓰는 중</source>
            <translation>Finishing writing to disk</translation>
        </message>
        <message>
            <location filename="../../app/cli/download_progress.py" />
            <source>멈춰 있음</source>
            <translation>Paused</translation>
        </message>
        <message>
            <location filename="../../app/cli/download_progress.py" />
            <source>다시 연결 기다림</source>
            <translation>Waiting to reconnect</translation>
        </message>
        <message>
            <location filename="../../app/cli/download_progress.py" />
            <source>다 받음</source>
            <translation>Downloaded</translation>
        </message>
        <message>
            <location filename="../../app/cli/download_progress.py" />
            <source>받지 못함</source>
            <translation>Download failed</translation>
        </message>
        <message>
            <location filename="../../app/cli/download_progress.py" />
            <source>{n}초 뒤 다시 연결</source>
            <translation>reconnecting in {n} s</translation>
        </message>
        <message>
            <location filename="../../widgets/models/badges.py" />
            <source>상업 가능</source>
            <translation>Commercial OK</translation>
        </message>
        <message>
            <location filename="../../app/services/catalogue_words.py" />
            <source>조건부</source>
            <translation>With conditions</translation>
        </message>
        <message>
            <location filename="../../widgets/models/badges.py" />
            <source>상업 불가</source>
            <translation>Non-commercial</translation>
        </message>
        <message>
            <location filename="../../app/services/catalogue_words.py" />
            <source>확인 필요</source>
            <translation>To be checked</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>다시 보기</source>
            <translation>Look again</translation>
        </message>
        <message>
            <location filename="../../widgets/models/banner.py" />
            <source>다른 폴더 쓰기…</source>
            <translation>Use another folder…</translation>
        </message>
        <message>
            <location filename="../../widgets/models/banner.py" />
            <source>프로그램을 다시 시작하면 이 폴더를 씁니다: {path}</source>
            <translation>From the next start on, this folder is used: {path}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/banner.py" />
            <source>오프라인 모드입니다. 이 PC에 있는 모델만 쓸 수 있고, 카탈로그는 프로그램에 든 그대로 보여 줍니다.</source>
            <translation>Offline mode. Only models on this PC can be used; the catalogue is the one that came with the program.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/details.py" />
            <source>왼쪽에서 모델을 고르면 여기에 자세히 보입니다.</source>
            <translation>Choose a model at the left to see its details here.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/details.py" />
            <source>모델 자세히</source>
            <translation>Model details</translation>
        </message>
        <message>
            <location filename="../../widgets/models/details.py" />
            <source>카탈로그에 없는 모델</source>
            <translation>Not in the catalogue</translation>
        </message>
        <message>
            <location filename="../../widgets/models/details.py" />
            <source>대표 모델</source>
            <translation>Flagship</translation>
        </message>
        <message>
            <location filename="../../app/cli/tidying.py" />
            <source>양자화</source>
            <translation>Quantisation</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_model.py" />
            <source>내려받기 차례에 있음</source>
            <translation>In the download queue</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_model.py" />
            <source>받다 만 조각</source>
            <translation>Leftover of a download</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_model.py" />
            <source>제자리에 있는 파일</source>
            <translation>Kept where it was</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_model.py" />
            <source>아직 검사하지 않음</source>
            <translation>Not verified yet</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>디스크를 살펴보고 있습니다…</source>
            <translation>Looking at the disk…</translation>
        </message>
        <message>
            <location filename="../../app/cli/tidying.py" />
            <source>모델이 {used} 쓰고 있고, {free} 남았습니다.</source>
            <translation>Models take {used}; {free} are free.</translation>
        </message>
        <message>
            <location filename="../../app/cli/tidying.py" />
            <source>폴더: {path}</source>
            <translation>Folder: {path}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>디스크에 있는 모델</source>
            <translation>Models on the disk</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>모두 검사</source>
            <translation>Verify all</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>모든 파일을 끝까지 읽어, 받은 그대로인지 SHA-256으로 견줍니다.</source>
            <translation>Reads every file to its end and compares its SHA-256 with what it has to be.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>받다 만 조각 모두 지우기</source>
            <translation>Delete all leftovers</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>폴더 옮기기…</source>
            <translation>Move folder…</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>모델을 모두 다른 폴더나 디스크로 옮깁니다.</source>
            <translation>Moves all models to another folder or disk.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>꾸러미로 내보내기…</source>
            <translation>Export a bundle…</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>고른 모델을 (고르지 않았으면 모두) USB 같은 폴더에 담아 인터넷 없는 PC로 가져갑니다.</source>
            <translation>Puts the chosen model (or all, if none is chosen) into a folder, such as a USB stick, for a PC without internet.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>꾸러미 들이기…</source>
            <translation>Import a bundle…</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>다른 PC에서 내보낸 꾸러미를 끝까지 검사한 뒤 모델을 들여옵니다.</source>
            <translation>Checks a bundle from another PC to its end, then takes its models in.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>받은 모델이 아직 없습니다. 목록에서 모델을 골라 받거나, GGUF 파일을 이 창에 끌어다 놓거나, 다른 PC에서 만든 꾸러미를 들이세요.</source>
            <translation>No models here yet. Download one from the list, drop a GGUF file onto this window, or import a bundle made on another PC.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>모델을 옮길 폴더</source>
            <translation>Folder to move the models to</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>꾸러미를 담을 폴더</source>
            <translation>Folder for the bundle</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>꾸러미가 있는 폴더</source>
            <translation>Folder of the bundle</translation>
        </message>
        <message>
            <location filename="../../app/cli/tidying.py" />
            <source>옮기는 중</source>
            <translation>Moving</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>내보내는 중</source>
            <translation>Exporting</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>들여오는 중</source>
            <translation>Importing</translation>
        </message>
        <message>
            <location filename="../../app/cli/download_progress.py" />
            <source>검사 중</source>
            <translation>Verifying</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>모델 {n}개를 내보냈습니다.</source>
            <translation>{n} models exported.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>꾸러미의 모델을 이미 모두 가지고 있습니다.</source>
            <translation>You already have every model of the bundle.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>모델 {n}개를 들여왔습니다.</source>
            <translation>{n} models imported.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/download_strip.py" />
            <source>위로</source>
            <translation>Up</translation>
        </message>
        <message>
            <location filename="../../widgets/models/download_strip.py" />
            <source>아래로</source>
            <translation>Down</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>차례</source>
            <translation>Queue</translation>
        </message>
        <message>
            <location filename="../../widgets/models/download_strip.py" />
            <source>받는 차례를 보고 바꾸기</source>
            <translation>See the queue and change its order</translation>
        </message>
        <message>
            <location filename="../../widgets/models/download_strip.py" />
            <source>내려받기 {n}개</source>
            <translation>Downloads: {n}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/download_strip.py" />
            <source>받지 못한 것 {n}개</source>
            <translation>failed: {n}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/drop_area.py" />
            <source>여기에 놓으면 목록에 들어갑니다.
파일은 복사하지 않고 있던 자리에 둡니다.</source>
            <translation>Drop here to add to the list.
The file stays where it is; nothing is copied.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>모델 정보</source>
            <translation>About the model</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>알려진 문제</source>
            <translation>Known problems</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>출처</source>
            <translation>Sources</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>생각하고 답함</source>
            <translation>thinks before it answers</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>켜면 생각하고 답함</source>
            <translation>thinks when switched on</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>모델에 든 지시문이 따로 있음</source>
            <translation>the model brings one of its own</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>시스템 프롬프트를 쓰지 말라고 권함</source>
            <translation>its makers ask for none</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>나온 때</source>
            <translation>Released</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>원본</source>
            <translation>Original</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>생각</source>
            <translation>Thinking</translation>
        </message>
        <message>
            <location filename="../../app/cli/compare_command.py" />
            <source>시스템 프롬프트</source>
            <translation>System prompt</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>제작사 권장 샘플링</source>
            <translation>Makers’ sampling</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>생각할 때 샘플링</source>
            <translation>Sampling for thinking</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>{n} 토큰</source>
            <translation>{n} tokens</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>매개변수</source>
            <translation>Parameters</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>구조</source>
            <translation>Architecture</translation>
        </message>
        <message>
            <location filename="../../app/cli/tidying.py" />
            <source>온 곳</source>
            <translation>From</translation>
        </message>
        <message>
            <location filename="../../app/cli/hub_search.py" />
            <source>저장소</source>
            <translation>Repository</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>자리</source>
            <translation>Location</translation>
        </message>
        <message>
            <location filename="../../widgets/models/facts_part.py" />
            <source>temperature 0 (항상 같은 답)</source>
            <translation>temperature 0 (always the same answer)</translation>
        </message>
        <message>
            <location filename="../../widgets/models/file_line_frame.py" />
            <source>받기</source>
            <translation>Download</translation>
        </message>
        <message>
            <location filename="../../app/services/measuring/sentences.py" />
            <source>멈춤</source>
            <translation>stopped</translation>
        </message>
        <message>
            <location filename="../../widgets/models/download_strip.py" />
            <source>이어받기</source>
            <translation>Resume</translation>
        </message>
        <message>
            <location filename="../../widgets/history/carry_bar.py" />
            <source>취소</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>검사</source>
            <translation>Verify</translation>
        </message>
        <message>
            <location filename="../../widgets/models/file_line_frame.py" />
            <source>검사 그만두기</source>
            <translation>Stop verifying</translation>
        </message>
        <message>
            <location filename="../../widgets/models/file_line_frame.py" />
            <source>고치기</source>
            <translation>Mend</translation>
        </message>
        <message>
            <location filename="../../widgets/models/file_line_frame.py" />
            <source>목록에서 빼기</source>
            <translation>Take off the list</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>지우기</source>
            <translation>Delete</translation>
        </message>
        <message>
            <location filename="../../widgets/models/file_line_frame.py" />
            <source>크기 모름</source>
            <translation>size unknown</translation>
        </message>
        <message>
            <location filename="../../app/cli/download_progress.py" />
            <source>파일 확인 중</source>
            <translation>Checking the file</translation>
        </message>
        <message>
            <location filename="../../widgets/models/file_line_frame.py" />
            <source>검사 중 {share}</source>
            <translation>Verifying {share}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/file_line_frame.py" />
            <source>파일이 없음</source>
            <translation>File is gone</translation>
        </message>
        <message>
            <location filename="../../widgets/models/file_line_frame.py" />
            <source>손상됨</source>
            <translation>Damaged</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_model.py" />
            <source>검사 마침</source>
            <translation>Verified</translation>
        </message>
        <message>
            <location filename="../../app/cli/importing.py" />
            <source>파일</source>
            <translation>Files</translation>
        </message>
        <message>
            <location filename="../../widgets/models/files_part.py" />
            <source>받을 수 있는 GGUF 파일이 알려져 있지 않습니다.</source>
            <translation>No GGUF files to download are known.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/files_part.py" />
            <source>파일 {n}개 더 보기</source>
            <translation>Show more files ({n})</translation>
        </message>
        <message>
            <location filename="../../widgets/models/files_part.py" />
            <source>다시 묻기</source>
            <translation>Ask again</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>여기서 돌아가는 것만</source>
            <translation>Only what runs here</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>이 프로그램에 든 llama.cpp가 불러올 수 있는 모델만 보여 줍니다.</source>
            <translation>Shows only models that this program’s llama.cpp can load.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>모두</source>
            <translation>All</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>다른 프로그램의 모델</source>
            <translation>Models of other programs</translation>
        </message>
        <message>
            <location filename="../../app/cli/importing.py" />
            <source>크기</source>
            <translation>Size</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>크기: 모두</source>
            <translation>Size: all</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>이 PC의 메모리({memory})에 알맞은 크기에 '이 PC'라고 적혀 있습니다.</source>
            <translation>“This PC” marks the size that suits its memory ({memory}).</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>라이선스</source>
            <translation>Licences</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>라이선스: 모두</source>
            <translation>Licence: all</translation>
        </message>
        <message>
            <location filename="../../app/cli/download_progress.py" />
            <source>받는 중</source>
            <translation>Downloading</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>받지 않음</source>
            <translation>Not downloaded</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>상태</source>
            <translation>State</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>상태: 모두</source>
            <translation>State: all</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>{n}B보다 큼</source>
            <translation>Over {n}B</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>{n}B 이하</source>
            <translation>Up to {n}B</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>{size} (이 PC)</source>
            <translation>{size} (this PC)</translation>
        </message>
        <message>
            <location filename="../../widgets/models/hub_lists.py" />
            <source>오프라인 모드라 Hub에 묻지 않습니다. 카탈로그에 적힌 파일입니다.</source>
            <translation>Offline mode: the Hub is not asked. These are the catalogue’s files.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/hub_lists.py" />
            <source>Hub에 파일을 묻고 있습니다…</source>
            <translation>Asking the Hub for files…</translation>
        </message>
        <message>
            <location filename="../../app/cli/hub_files.py" />
            <source>Hub에서 파일을 확인하지 못했습니다: {what}</source>
            <translation>The Hub could not be asked about its files: {what}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/licence_dialog.py" />
            <source>라이선스 확인</source>
            <translation>Licence</translation>
        </message>
        <message>
            <location filename="../../widgets/models/licence_dialog.py" />
            <source>{name}: 받기 전에 확인해 주세요</source>
            <translation>{name}: please read before downloading</translation>
        </message>
        <message>
            <location filename="../../widgets/models/licence_dialog.py" />
            <source>읽었고, 이 조건에 따라 쓰겠습니다</source>
            <translation>I have read this and will use it on these terms</translation>
        </message>
        <message>
            <location filename="../../widgets/models/licence_dialog.py" />
            <source>동의하고 받기</source>
            <translation>Agree and download</translation>
        </message>
        <message>
            <location filename="../../widgets/models/licence_dialog.py" />
            <source>쓰는 곳에 이 글을 보여야 합니다:</source>
            <translation>Has to be shown wherever it is used:</translation>
        </message>
        <message>
            <location filename="../../widgets/models/licence_part.py" />
            <source>보여야 하는 글 복사</source>
            <translation>Copy what has to be shown</translation>
        </message>
        <message>
            <location filename="../../widgets/models/licence_part.py" />
            <source>받는 곳(Hub)에는 라이선스가 '{tag}'(으)로 적혀 있습니다. 원본의 라이선스를 따릅니다.</source>
            <translation>The Hub’s copy names the licence “{tag}”. The licence of the original counts.</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>속도 제한</source>
            <translation>Speed limit</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>한꺼번에</source>
            <translation>At once</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>없음</source>
            <translation>none</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>모든 내려받기를 더한 속도입니다.</source>
            <translation>The speed of all downloads together.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/links.py" />
            <source>오프라인 모드: 주소 복사</source>
            <translation>Offline mode: copy the address</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/link_menu.py" />
            <source>브라우저로 열기</source>
            <translation>Open in browser</translation>
        </message>
        <message>
            <location filename="../../widgets/models/links.py" />
            <source>라이선스 원문</source>
            <translation>Licence text</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>원본 페이지</source>
            <translation>Original's page</translation>
        </message>
        <message>
            <location filename="../../widgets/models/list_model.py" />
            <source>이 PC에서 {verdict}</source>
            <translation>On this PC: {verdict}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/list_model.py" />
            <source>이 PC에 있음: {names}</source>
            <translation>on this PC: {names}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_model.py" />
            <source>읽기만</source>
            <translation>Read-only</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>내 파일</source>
            <translation>My files</translation>
        </message>
        <message>
            <location filename="../../widgets/models/list_model.py" />
            <source>다른 프로그램의 모델 (읽기만)</source>
            <translation>Models of other programs (read-only)</translation>
        </message>
        <message>
            <location filename="../../widgets/models/model_list.py" />
            <source>카탈로그를 읽지 못했고, 이 PC에도 모델이 없습니다.</source>
            <translation>The catalogue could not be read, and there are no models on this PC.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/model_list.py" />
            <source>모델 목록</source>
            <translation>List of models</translation>
        </message>
        <message>
            <location filename="../../widgets/models/page.py" />
            <source>GGUF 파일 넣기</source>
            <translation>Add GGUF files</translation>
        </message>
        <message>
            <location filename="../../widgets/models/page.py" />
            <source>찾기 칸에서: 목록으로</source>
            <translation>in the search field: to the list</translation>
        </message>
        <message>
            <location filename="../../widgets/history/page.py" />
            <source>목록에서: 자세히 보기로</source>
            <translation>in the list: to the details</translation>
        </message>
        <message>
            <location filename="../../widgets/models/page.py" />
            <source>목록에서: 파일 지우기</source>
            <translation>in the list: delete the file</translation>
        </message>
        <message>
            <location filename="../../widgets/models/page.py" />
            <source>목록</source>
            <translation>List</translation>
        </message>
        <message>
            <location filename="../../widgets/models/page.py" />
            <source>모든 모델의 목록</source>
            <translation>List of all models</translation>
        </message>
        <message>
            <location filename="../../widgets/models/page.py" />
            <source>이 PC의 디스크에 있는 모델과 남은 자리</source>
            <translation>Models on this PC’s disk, and free space</translation>
        </message>
        <message>
            <location filename="../../widgets/models/add_repo_dialog.py" />
            <source>저장소 추가</source>
            <translation>Add repository</translation>
        </message>
        <message>
            <location filename="../../widgets/models/page.py" />
            <source>카탈로그에 없는 Hub 저장소에서 받기</source>
            <translation>Download from a repository of the Hub that is not in the catalogue</translation>
        </message>
        <message>
            <location filename="../../widgets/models/page.py" />
            <source>파일 넣기</source>
            <translation>Add file</translation>
        </message>
        <message>
            <location filename="../../widgets/models/page.py" />
            <source>이 PC에 있는 GGUF 파일을 복사하지 않고 목록에 넣기</source>
            <translation>Add a GGUF file of this PC without copying it</translation>
        </message>
        <message>
            <location filename="../../widgets/models/page.py" />
            <source>GGUF 파일 고르기</source>
            <translation>Choose GGUF files</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/pane_actions.py" />
            <source>GGUF 모델 (*.gguf)</source>
            <translation>GGUF models (*.gguf)</translation>
        </message>
        <message>
            <location filename="../../app/cli/library_command.py" />
            <source>모델을 둘 폴더</source>
            <translation>Folder for the models</translation>
        </message>
        <message>
            <location filename="../../widgets/models/problem_notice.py" />
            <source>다시 하기</source>
            <translation>Try again</translation>
        </message>
        <message>
            <location filename="../../widgets/models/problem_notice.py" />
            <source>토큰 넣기…</source>
            <translation>Put in a token…</translation>
        </message>
        <message>
            <location filename="../../widgets/models/problem_notice.py" />
            <source>그래도 받기</source>
            <translation>Download anyway</translation>
        </message>
        <message>
            <location filename="../../widgets/models/problem_notice.py" />
            <source>허락받는 페이지 열기</source>
            <translation>Open the page that asks for permission</translation>
        </message>
        <message>
            <location filename="../../widgets/models/refusal_part.py" />
            <source>여기서는 실행할 수 없습니다</source>
            <translation>Does not run here</translation>
        </message>
        <message>
            <location filename="../../widgets/models/row_delegate.py" />
            <source>여기서 돌아가는 모델이 아직 없습니다</source>
            <translation>nothing runs here yet</translation>
        </message>
        <message>
            <location filename="../../widgets/models/row_delegate.py" />
            <source>이 PC: {verdict}</source>
            <translation>This PC: {verdict}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/row_delegate.py" />
            <source>{names} · 손상되었거나 없음</source>
            <translation>{names} · damaged or gone</translation>
        </message>
        <message>
            <location filename="../../widgets/models/row_words.py" />
            <source>직접 넣은 파일</source>
            <translation>Added by hand</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_words.py" />
            <source>나란히에서 받음</source>
            <translation>Downloaded here</translation>
        </message>
        <message>
            <location filename="../../widgets/models/team_part.py" />
            <source>{team}의 대표 모델:</source>
            <translation>Flagship of {team}:</translation>
        </message>
        <message>
            <location filename="../../widgets/models/refusal_part.py" />
            <source>여기서 돌아가는 가장 가까운 모델:</source>
            <translation>The nearest that runs here:</translation>
        </message>
        <message>
            <location filename="../../widgets/models/token_dialog.py" />
            <source>Hugging Face 토큰</source>
            <translation>Hugging Face token</translation>
        </message>
        <message>
            <location filename="../../widgets/models/token_dialog.py" />
            <source>Hugging Face 토큰 넣기</source>
            <translation>Put in a Hugging Face token</translation>
        </message>
        <message>
            <location filename="../../widgets/models/token_dialog.py" />
            <source>조건에 동의한 계정의 읽기용(read) 토큰을 넣어 주세요. 이 PC의 암호 보관함에만 담기고, 파일이나 기록에는 남지 않으며, Hugging Face 말고는 어디에도 보내지 않습니다.</source>
            <translation>Put in a read token of the account that agreed to the terms. It is kept in this PC's keyring alone, in no file and no log, and is sent to Hugging Face and nowhere else.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>액세스 토큰</source>
            <translation>Access token</translation>
        </message>
        <message>
            <location filename="../../widgets/models/token_dialog.py" />
            <source>토큰 만드는 페이지 열기</source>
            <translation>Open the page that makes tokens</translation>
        </message>
        <message>
            <location filename="../../widgets/models/token_dialog.py" />
            <source>저장</source>
            <translation>Save</translation>
        </message>
        <message>
            <location filename="../../widgets/models/token_dialog.py" />
            <source>저장한 토큰 지우기</source>
            <translation>Remove the saved token</translation>
        </message>
        <message>
            <location filename="../../widgets/main_window.py" />
            <source>돌아가기</source>
            <translation>Go back</translation>
        </message>
        <message>
            <location filename="../../app/cli/token_keeping.py" />
            <source>저장한 토큰을 지웠습니다.</source>
            <translation>The saved token has been removed.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/verdict_part.py" />
            <source>이 PC에서 돌아가나요?</source>
            <translation>Does it run on this PC?</translation>
        </message>
        <message>
            <location filename="../../widgets/models/verdict_part.py" />
            <source>내 PC에서 자세히</source>
            <translation>More on This PC</translation>
        </message>
        <message>
            <location filename="../../app/services/report/comparison_poster.py" />
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
            <location filename="../../widgets/notice_bar.py" />
            <source>알림 닫기</source>
            <translation>Close this notice</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/cell_words.py" />
            <source>메모리 {size}</source>
            <translation>Memory {size}</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/cell_words.py" />
            <source>지금은 {verdict}</source>
            <translation>Now: {verdict}</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/cell_words.py" />
            <source>이 양자화로 올려 둔 파일을 카탈로그는 모릅니다. 있다면 이렇습니다.</source>
            <translation>The catalogue knows no file in this quantisation. If there is one, this is how it would run.</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>재서 고른 장치</source>
            <translation>Device chosen by measuring</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/choice_part.py" />
            <source>다시 재서 고르기</source>
            <translation>Measure and choose again</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/choice_part.py" />
            <source>잰 것을 잊고, 이런 모델을 다음에 불러올 때 다시 잽니다.</source>
            <translation>Forgets what was measured, and measures again when such a model is loaded next.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/choice_part.py" />
            <source>잊었습니다. 이런 모델을 다음에 불러올 때 다시 잽니다.</source>
            <translation>Forgotten. It is measured again when such a model is loaded next.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/choice_part.py" />
            <source>이런 모델 모두: {models}</source>
            <translation>For all such models: {models}</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/details.py" />
            <source>표에서 칸을 고르면 왜 그런지 여기에 자세히 보입니다.</source>
            <translation>Choose a cell of the table to see here why it is so.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/details.py" />
            <source>판정 자세히</source>
            <translation>The verdict in detail</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/details.py" />
            <source>이 PC의 파일 보기</source>
            <translation>Files on this PC</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/details.py" />
            <source>받으러 가기</source>
            <translation>Go to download</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/details.py" />
            <source>모델 화면에서 보기</source>
            <translation>See it on the Models page</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/details.py" />
            <source>모델 화면에서 이 모델을 엽니다.</source>
            <translation>Opens this model on the Models page.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/file_line_frame.py" />
            <source>비교에 넣기</source>
            <translation>Compare</translation>
        </message>
        <message>
            <location filename="../../widgets/models/licence_part.py" />
            <source>우리 가게에서 써도 되나요?</source>
            <translation>May my shop use this?</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/details.py" />
            <source>크기를 알 수 없어 판정하지 못합니다.</source>
            <translation>Its size is not known, so there is no verdict.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/refusal_part.py" />
            <source>돌리려면: {needs}</source>
            <translation>What would run it: {needs}</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>이 PC</source>
            <translation>This PC</translation>
        </message>
        <message>
            <location filename="../../app/services/report/shown.py" />
            <source>프로세서</source>
            <translation>Processor</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>엔진: {words}</source>
            <translation>Engine: {words}</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>엔진이 쓰는 명령어: {words}</source>
            <translation>Instructions that the engine uses: {words}</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>모두 {total}</source>
            <translation>{total} in all</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>잰 대역폭 {rate}</source>
            <translation>{rate} measured</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>엔진에게 묻는 중</source>
            <translation>Asking the engine</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>{name}({words})은 CPU가 흉내 내는 장치라 더 느립니다.</source>
            <translation>{name} ({words}) is played by the CPU, and slower.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>모든 계산은 CPU가 합니다.</source>
            <translation>The CPU does all the computing.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>엔진이 쓸 수 있는 GPU가 없습니다</source>
            <translation>No GPU that the engine can use</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>재서 고른 모델 {n}가지</source>
            <translation>Chosen by measuring: {n} kinds of models</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>읽기 {rate}</source>
            <translation>Reads {rate}</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>{free} 비어 있음</source>
            <translation>{free} free</translation>
        </message>
        <message>
            <location filename="../../app/services/report/shown.py" />
            <source>스레드 {n}개</source>
            <translation>{n} threads</translation>
        </message>
        <message>
            <location filename="../../app/services/report/shown.py" />
            <source>코어 {n}개</source>
            <translation>{n} cores</translation>
        </message>
        <message>
            <location filename="../../app/services/report/shown.py" />
            <source>코어 {n}개, 스레드 {m}개</source>
            <translation>{n} cores, {m} threads</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>{name}: {total} 중 {free} 비어 있음</source>
            <translation>{name}: {free} of {total} free</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/facts_strip.py" />
            <source>{name}: PC의 메모리를 함께 씀 ({free} 비어 있음)</source>
            <translation>{name}: shares the PC's memory ({free} free)</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>이름, 만든 곳, 구조로 찾기</source>
            <translation>Search by name, maker or architecture</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>모델 찾기 (Ctrl+F)</source>
            <translation>Find a model (Ctrl+F)</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/filter_bar.py" />
            <source>이 PC에서 되는 것만</source>
            <translation>Only what runs here</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/filter_bar.py" />
            <source>어느 양자화로든 이 PC에서 돌아가는 모델만 보여 줍니다.</source>
            <translation>Shows only models that run on this PC in at least one quantisation.</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>만든 곳: 모두</source>
            <translation>Maker: all</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_listing.py" />
            <source>만든 곳</source>
            <translation>Maker</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/fit_table.py" />
            <source>모델과 양자화마다의 판정</source>
            <translation>Verdict by model and quantisation</translation>
        </message>
        <message>
            <location filename="../../widgets/history/list_view.py" />
            <source>조건 모두 지우기</source>
            <translation>Clear all filters</translation>
        </message>
        <message>
            <location filename="../../widgets/models/model_list.py" />
            <source>조건에 맞는 모델이 없습니다.</source>
            <translation>No model fits these filters.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/fit_table.py" />
            <source>카탈로그를 읽지 못해 판정할 모델이 없습니다.</source>
            <translation>The catalogue could not be read, so there is no model to judge.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/legend.py" />
            <source>수: 1초에 쓰는 글자(≈ 어림), 안 되면 드는 메모리</source>
            <translation>Figures: Korean characters a second (≈ estimated), else the memory needed</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/legend.py" />
            <source>수: 드는 메모리 (빠르기는 아직 재지 않음)</source>
            <translation>Figures: memory needed (speed not measured yet)</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/legend.py" />
            <source>{all}개 중 {n}개가 여기서 돌아갑니다</source>
            <translation>{n} of {all} run here</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/legend.py" />
            <source>점선: 올려 둔 파일이 알려지지 않음</source>
            <translation>dotted: no file known for download</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/measure_card.py" />
            <source>이 PC의 빠르기</source>
            <translation>Speed of this PC</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/measure_card.py" />
            <source>재는 중: {share}</source>
            <translation>Measuring: {share}</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/measure_card.py" />
            <source>그동안 다른 프로그램을 쓰지 않으면 더 정확합니다.</source>
            <translation>It is more exact while no other program is used.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/choice_part.py" />
            <source>{day}에 잼</source>
            <translation>measured on {day}</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/measure_card.py" />
            <source>20초 안에 재면 모델마다의 빠르기까지 알 수 있습니다. 내려받는 것은 없습니다.</source>
            <translation>A measurement of at most 20 seconds tells how fast each model would be. Nothing is downloaded.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/measure_card.py" />
            <source>아직 재지 않았습니다</source>
            <translation>Not measured yet</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/measure_card.py" />
            <source>다시 재기</source>
            <translation>Measure again</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/page.py" />
            <source>재기</source>
            <translation>Measure</translation>
        </message>
        <message>
            <location filename="../../widgets/models/disk_view.py" />
            <source>그만두기</source>
            <translation>Stop</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/measure_card.py" />
            <source>PC가 바빠 제시간에 다 재지 못했습니다. 다른 프로그램을 닫고 다시 재 보세요.</source>
            <translation>The PC was too busy to be measured in time. Close other programs and measure again.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/measure_card.py" />
            <source>재지 못했습니다</source>
            <translation>Could not be measured</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>가중치</source>
            <translation>Weights</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>계산 버퍼</source>
            <translation>Compute buffers</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>엔진</source>
            <translation>Engine</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/memory_part.py" />
            <source>이미지 투영기</source>
            <translation>Image projector</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/memory_part.py" />
            <source>{device}: {needed} 필요, {free} 쓸 수 있음</source>
            <translation>{device}: needs {needed}, {free} available</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/memory_part.py" />
            <source>{device}: 칸 {n}개에 {needed} 필요, {free} 쓸 수 있음</source>
            <translation>{device}: {n} panes need {needed}, {free} available</translation>
        </message>
        <message>
            <location filename="../../widgets/models/filter_bar.py" />
            <source>모델 찾기</source>
            <translation>Find a model</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/page.py" />
            <source>찾기 칸에서: 표로</source>
            <translation>In the search field: to the table</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/page.py" />
            <source>표에서: 자세히 보기로</source>
            <translation>In the table: to the details</translation>
        </message>
        <message>
            <location filename="../../widgets/application.py" />
            <source>내 PC</source>
            <translation>This PC</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/page.py" />
            <source>한 장 보고서…</source>
            <translation>One-page report…</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/page.py" />
            <source>잰 모델들이 이 PC에서 되는지 A4 한 장으로 만듭니다</source>
            <translation>Makes one A4 page on whether the measured models run on this PC</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/rates.py" />
            <source>{year}년 {month}월 {day}일 {hour}:{minute}</source>
            <translation>{year}-{month}-{day} {hour}:{minute}</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/speed_part.py" />
            <source>빠르기 (돌릴 수 있다면)</source>
            <translation>Speed (if it could run)</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/speed_part.py" />
            <source>빠르기</source>
            <translation>Speed</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/speed_part.py" />
            <source>이 PC의 빠르기를 재면 여기에 나옵니다.</source>
            <translation>Measure this PC's speed to see it here.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/speed_part.py" />
            <source>글쓰기, 처음에</source>
            <translation>Writes, at first</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/speed_part.py" />
            <source>글쓰기, {n}토큰까지 차면</source>
            <translation>Writes, with {n} tokens full</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/speed_part.py" />
            <source>읽기, 처음에</source>
            <translation>Reads, at first</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/speed_part.py" />
            <source>읽기, {n}토큰까지 차면</source>
            <translation>Reads, with {n} tokens full</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/graph_bar.py" />
            <source>글자</source>
            <translation>Characters</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_rows.py" />
            <source>글자/초</source>
            <translation>chars/s</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/speed_part.py" />
            <source>500글자를 물으면</source>
            <translation>Asked 500 characters</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/speed_part.py" />
            <source>첫 글자까지 {s}초</source>
            <translation>{s} s to the first token</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/speed_part.py" />
            <source>{needed} 필요, {free} 비어 있음</source>
            <translation>needs {needed}, {free} free</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>디스크</source>
            <translation>Disk</translation>
        </message>
        <message>
            <location filename="../../widgets/models/list_model.py" />
            <source>실행 불가: {reason}</source>
            <translation>Does not run: {reason}</translation>
        </message>
        <message>
            <location filename="../../widgets/models/file_line_frame.py" />
            <source>이 PC에 있음</source>
            <translation>On this PC</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/what_if.py" />
            <source>무엇이 달라질까?</source>
            <translation>What would change?</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/what_if.py" />
            <source>메모리 +{size}</source>
            <translation>+{size} memory</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/what_if.py" />
            <source>GPU {size}</source>
            <translation>{size} GPU</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/what_if.py" />
            <source>메모리나 GPU를 더하면 어떤 모델이 더 잘 돌아갈지 미리 봅니다.</source>
            <translation>See in advance which models would run better with more memory or a GPU.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/what_if.py" />
            <source>이 컨텍스트와 칸 수에서는 달라지는 모델이 없습니다.</source>
            <translation>At this context and number of panes no model changes.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/what_if.py" />
            <source>모델 {n}개의 판정이 나아집니다.</source>
            <translation>{n} models get a better verdict.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/what_if.py" />
            <source>GPU의 속도는 보통 제품으로 어림합니다.</source>
            <translation>The GPU's speed is taken from a middling card.</translation>
        </message>
        <message>
            <location filename="../../app/cli/model_page.py" />
            <source>컨텍스트</source>
            <translation>Context</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/options_bar.py" />
            <source>칸</source>
            <translation>Panes</translation>
        </message>
        <message>
            <location filename="../../app/cli/fit_page.py" />
            <source>KV 캐시</source>
            <translation>KV cache</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>질문과 답을 합쳐 기억하는 길이(토큰)입니다. 길수록 메모리를 많이 씁니다.</source>
            <translation>How many tokens of prompt and answer together are kept. Longer takes more memory.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/wish_bar.py" />
            <source>이만한 모델 몇 개를 한꺼번에 올려 둘지입니다.</source>
            <translation>How many models of this size are loaded at once.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/wish_bar.py" />
            <source>기억을 그대로 둡니다. 기본입니다.</source>
            <translation>The cache as it is. The default.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/wish_bar.py" />
            <source>기억을 8비트로 줄입니다. 캐시가 거의 절반이 됩니다.</source>
            <translation>The cache in 8 bits: almost half the size.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/wish_bar.py" />
            <source>기억을 4비트로 줄입니다. 답의 질이 떨어질 수 있습니다.</source>
            <translation>The cache in 4 bits. Answers may get worse.</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/wish_bar.py" />
            <source>KV 캐시 방식</source>
            <translation>KV cache type</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/wish_bar.py" />
            <source>컨텍스트 {n}토큰</source>
            <translation>Context of {n} tokens</translation>
        </message>
        <message>
            <location filename="../../widgets/pc/wish_bar.py" />
            <source>칸 {n}개</source>
            <translation>{n} panes</translation>
        </message>
        <message>
            <location filename="../../widgets/application.py" />
            <source>비교</source>
            <translation>Compare</translation>
        </message>
        <message>
            <location filename="../../app/services/report/measurement_report.py" />
            <source>측정</source>
            <translation>Measure</translation>
        </message>
        <message>
            <location filename="../../widgets/report/desk.py" />
            <source>우리 PC</source>
            <translation>Our PC</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_run.py" />
            <source>보고서를 만드는 중입니다…</source>
            <translation>Making the report…</translation>
        </message>
        <message>
            <location filename="../../app/cli/report_run.py" />
            <source>저장했습니다: {path}</source>
            <translation>Saved: {path}</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>보고서 저장</source>
            <translation>Save report</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>PDF (A4)</source>
            <translation>PDF (A4)</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>포스터 (화면)</source>
            <translation>Poster (screen)</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>포스터 (A3 세로)</source>
            <translation>Poster (A3 portrait)</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>HTML (파일 하나)</source>
            <translation>HTML (one file)</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>마크다운</source>
            <translation>Markdown</translation>
        </message>
        <message>
            <location filename="../../widgets/graph/throughput_graph.py" />
            <source>CSV 표</source>
            <translation>CSV table</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>JSON (날것의 시각까지)</source>
            <translation>JSON (with raw stamps)</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>{title}, {n}쪽</source>
            <translation>{title}, page {n}</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>그 밖에 {n}쪽이 더 있습니다. 파일에는 모두 들어갑니다.</source>
            <translation>There are {n} more pages. The file has all of them.</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>보고서</source>
            <translation>Report</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>보고서 미리 보기</source>
            <translation>Preview of the report</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>형식</source>
            <translation>Format</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>저장할 형식</source>
            <translation>Format to save in</translation>
        </message>
        <message>
            <location filename="../../app/services/settings.py" />
            <source>전기 요금</source>
            <translation>Price of electricity</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source> 원/kWh</source>
            <translation> won/kWh</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>전기 1 kWh의 값</source>
            <translation>Price of a kWh</translation>
        </message>
        <message>
            <location filename="../../widgets/report/preview.py" />
            <source>저장…</source>
            <translation>Save…</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/log_dialog.py" />
            <source>닫기</source>
            <translation>Close</translation>
        </message>
        <message>
            <location filename="../../app/cli/runs_list.py" />
            <source>질문</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/answers_model.py" />
            <source>답하지 못함</source>
            <translation>Could not answer</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/export.py" />
            <source>맞음</source>
            <translation>right</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/export.py" />
            <source>틀림</source>
            <translation>wrong</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/answers_model.py" />
            <source>검사 없음</source>
            <translation>no check</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/answers_table.py" />
            <source>질문마다 모델들의 답</source>
            <translation>The models' answers to each question</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/answers_table.py" />
            <source>1–5: 점수 주기, 0: 점수 지우기, N: 메모</source>
            <translation>1–5: give a mark, 0: take it away, N: note</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/answer_delegate.py" />
            <source>{n}점</source>
            <translation>mark {n}</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/detail.py" />
            <source>{name}의 답</source>
            <translation>{name}: answer</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/detail.py" />
            <source>{name}의 점수</source>
            <translation>{name}: mark</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/detail.py" />
            <source>{name}에 대한 메모</source>
            <translation>{name}: note</translation>
        </message>
        <message>
            <location filename="../../app/services/sheets/export.py" />
            <source>메모</source>
            <translation>Note</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/answers_model.py" />
            <source>아직 답이 없습니다</source>
            <translation>no answer yet</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/detail.py" />
            <source>기대 답 ({check}): {expected}</source>
            <translation>Expected ({check}): {expected}</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/detail.py" />
            <source>좋은 답: {good}</source>
            <translation>A good answer: {good}</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/layout.py" />
            <source>이름 보이기</source>
            <translation>Show names</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/layout.py" />
            <source>이름 가리기</source>
            <translation>Hide names</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/layout.py" />
            <source>이어서 하기</source>
            <translation>Go on</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/page.py" />
            <source>잠깐 쉬기</source>
            <translation>Pause</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/layout.py" />
            <source>지금 답까지만 받고 쉽니다. 이어서 할 수 있습니다.</source>
            <translation>Pauses after the answer that is being given. You can go on later.</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/layout.py" />
            <source>지난 결과</source>
            <translation>Past results</translation>
        </message>
        <message>
            <location filename="../../widgets/history/entry_head.py" />
            <source>내보내기…</source>
            <translation>Export…</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/layout.py" />
            <source>CSV, XLSX, JSON으로 내보냅니다.</source>
            <translation>Exports as CSV, XLSX or JSON.</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/layout.py" />
            <source>문제지를 고르고 답할 모델에 표시한 뒤 '문제지 돌리기'를 누르세요.
가게의 질문이 따로 있다면 '빈 양식 저장'으로 받아 채운 다음 여기에 끌어다 놓으세요.
답이 다 모이면 검사 결과와 속도를 나란히 보고, 직접 점수도 줄 수 있습니다.</source>
            <translation>Choose a sheet, tick the models that answer, and press 'Run the sheet'.
If your shop has questions of its own, save the empty template, fill it in and drop it here.
When the answers are there, see what was right beside the speed, and give marks yourself.</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/layout.py" />
            <source>문제지 돌리기</source>
            <translation>Run the sheet</translation>
        </message>
        <message>
            <location filename="../../widgets/compare/page.py" />
            <source>멈추기</source>
            <translation>Stop</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/page.py" />
            <source>복사한 표를 문제지로</source>
            <translation>Use a copied table as the sheet</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/page.py" />
            <source>표에서: 1–5점 주기 (0은 지우기)</source>
            <translation>In the table: give a mark of 1 to 5 (0 takes it away)</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/page.py" />
            <source>표에서: 메모 쓰기</source>
            <translation>In the table: write a note</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/page.py" />
            <source>붙여넣은 표</source>
            <translation>Pasted table</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>내보냈습니다: {path}</source>
            <translation>Exported: {path}</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>양식을 썼습니다: {path}</source>
            <translation>Template written: {path}</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/page.py" />
            <source>답할 모델을 하나 이상 고르세요.</source>
            <translation>Tick at least one model that answers.</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/page.py" />
            <source>답 {n}개를 받습니다. 멈춰도 받은 답은 남습니다.</source>
            <translation>{n} answers will be given. Those given stay if you stop.</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/page.py" />
            <source>고르기</source>
            <translation>Choose</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/page.py" />
            <source>아직 없음</source>
            <translation>None yet</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/page.py" />
            <source>문제지 열기</source>
            <translation>Open a sheet</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/page.py" />
            <source>문제지 양식</source>
            <translation>Question sheet</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/page.py" />
            <source>빈 양식 저장</source>
            <translation>Save the empty template</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/page.py" />
            <source>결과 내보내기</source>
            <translation>Export the results</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_run.py" />
            <source>파일을 쓰지 못했습니다: {path} – {reason}</source>
            <translation>The file could not be written: {path} – {reason}</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>모델</source>
            <translation>Models</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_page.py" />
            <source>정답</source>
            <translation>Right</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_page.py" />
            <source>정확도</source>
            <translation>Accuracy</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_page.py" />
            <source>손 점수</source>
            <translation>Mark by hand</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/score_strip.py" />
            <source>글자/초 · tok/s</source>
            <translation>chars/s · tok/s</translation>
        </message>
        <message>
            <location filename="../../app/cli/doctor_command.py" />
            <source>메모리</source>
            <translation>Memory</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/score_strip.py" />
            <source>이름을 보이면 속도와 메모리도 보입니다.</source>
            <translation>Speed and memory are shown with the names.</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/score_strip.py" />
            <source>실패 {n}</source>
            <translation>{n} failed</translation>
        </message>
        <message>
            <location filename="../../app/cli/bench_page.py" />
            <source>95 % 구간</source>
            <translation>95 % interval</translation>
        </message>
        <message>
            <location filename="../../app/cli/sheet_page.py" />
            <source>문제지</source>
            <translation>Sheets</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>답할 모델</source>
            <translation>Models that answer</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>열기…</source>
            <translation>Open…</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>CSV나 XLSX 파일을 엽니다. 화면에 끌어다 놓아도 됩니다.</source>
            <translation>Opens a CSV or XLSX file. You can also drop it on the page.</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>붙여넣기</source>
            <translation>Paste</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>스프레드시트에서 복사한 표를 넣습니다 (Ctrl+V).</source>
            <translation>Takes a table copied from a spreadsheet (Ctrl+V).</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>빈 양식 저장…</source>
            <translation>Save template…</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>검사마다 보기와 설명이 든 양식입니다. 채워서 여기에 여세요.</source>
            <translation>A template with an example and an explanation for each check. Fill it in and open it here.</translation>
        </message>
        <message>
            <location filename="../../widgets/measure/plan_form.py" />
            <source>답의 길이(토큰)</source>
            <translation>Answer length (tokens)</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>이름 가리고 채점</source>
            <translation>Mark with names hidden</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/layout.py" />
            <source>모델을 A, B, C로 섞어 보이고 속도를 가립니다.</source>
            <translation>Shows the models shuffled as A, B, C, and hides the speeds.</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>{name} 읽는 중…</source>
            <translation>Reading {name}…</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>쓸 수 있는 질문이 없습니다.</source>
            <translation>There is no question that can be used.</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>질문 {n}개 · 검사하는 것 {checked}개</source>
            <translation>{n} questions · {checked} checked</translation>
        </message>
        <message>
            <location filename="../../widgets/sheets/source_form.py" />
            <source>이런 줄이 {n}개 더 있습니다.</source>
            <translation>{n} more such rows.</translation>
        </message>
        <message>
            <location filename="../../widgets/verdict_look.py" />
            <source>칸|쾌적</source>
            <translation>cell|Good</translation>
        </message>
        <message>
            <location filename="../../widgets/verdict_look.py" />
            <source>칸|가능</source>
            <translation>cell|OK</translation>
        </message>
        <message>
            <location filename="../../widgets/verdict_look.py" />
            <source>칸|빠듯</source>
            <translation>cell|Tight</translation>
        </message>
        <message>
            <location filename="../../widgets/verdict_look.py" />
            <source>칸|불가</source>
            <translation>cell|No</translation>
        </message>
    </context>
</TS>
