# What one does with the project, one target each; `make help` lists them.
# Every setting of docs/settings.md may be given on the command line (make run PORT=9000) or in the
# environment; the programs read it from there.

SHELL := /bin/bash
.DEFAULT_GOAL := help
# Targets that share an environment would otherwise change it under each other with -j.
.NOTPARALLEL:

VAR := $(or $(VAR),var)
LOG := $(VAR)/log/setup
PYTHON := .venv/bin/python
UV := .tools/bin/uv
# A Python that is there comes before one that uv would have to download.
export UV_PYTHON_PREFERENCE := system
# Where uv and pyenv put their commands, for shells that were not told.
export PATH := $(PATH):$(HOME)/.local/bin:$(or $(PYENV_ROOT),$(HOME)/.pyenv)/shims

ifneq ($(words x$(CURDIR) x$(VAR)),2)
$(error Đường dẫn của dự án ($(CURDIR)) và của VAR ($(VAR)) không được có dấu cách)
endif

.PHONY: help run test account bench eval demo-call lint fmt lock clean

help: ## Liệt kê các lệnh này
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

# Told to stop when make dies, however it dies: nothing is left running.
run: .venv/.run .venv-bot/.run ## Chạy cả hệ thống; tùy chọn: PORT=8000 VAR=var DATABASE_URL=… DEMO=0
	@exec $$(type -P setpriv >/dev/null && echo setpriv --pdeathsig TERM) $(PYTHON) -m troly run

test: system-parts .venv/.dev .venv-bot/.run ## Cài những gì còn thiếu rồi chạy mọi bài kiểm tra
	@exec scripts/test

account: .venv/.run ## Cấp tài khoản: ROLE=leader SCOPE=vung-tau NAME="Nguyễn Văn An"
	@[ "$$ROLE" ] && [ "$$SCOPE" ] && [ "$$NAME" ] || \
	  { echo 'Cách dùng: make account ROLE=leader SCOPE=vung-tau NAME="Nguyễn Văn An"' >&2; exit 2; }
	@$(PYTHON) -m troly db upgrade >&2
	@$(PYTHON) -m troly accounts grant --role "$$ROLE" --scope "$$SCOPE" --name "$$NAME"

bench: .venv/.dev .venv-bot/.run ## Đo tốc độ và bộ nhớ
	@$(PYTHON) -m bench
	@$(PYTHON) -m bench.kinds
	@$(PYTHON) -m bench.knowledge

eval: .venv/.dev .venv-bot/.run ## Đo độ chính xác khi hiểu câu hỏi và trả lời
	@$(PYTHON) -m bench.accuracy

demo-call: .venv/.dev .venv-bot/.run ## Nghe thử một cuộc gọi: ghi VAR/demo-call.wav
	@scripts/step $(LOG)/espeak-ng.log 'Kiểm tra giọng đọc espeak-ng' \
	  'nhờ người quản trị máy cài espeak-ng (Debian/Ubuntu: sudo apt-get install espeak-ng).' \
	  scripts/system-parts espeak-ng espeak-ng
	@$(PYTHON) -m bench.demo_call

lint: .venv/.dev ## Kiểm tra cách viết, kiểu dữ liệu và các lớp của mã nguồn
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

fmt: .venv/.dev ## Định dạng mã nguồn
	$(PYTHON) -m ruff check --fix-only
	$(PYTHON) -m ruff format

COMPILE := $(UV) pip compile --quiet --no-header --generate-hashes $(if $(UPGRADE),--upgrade)

lock: | $(UV) ## Tính lại các tệp khóa phiên bản; UPGRADE=1: lên bản mới
	$(COMPILE) --python-version 3.12 --group dev pyproject.toml --output-file requirements-dev.txt
	$(COMPILE) --python-version 3.12 --constraints requirements-dev.txt pyproject.toml \
	  --output-file requirements.txt
	$(COMPILE) --python-version 3.10 --overrides bot/overrides.txt bot/requirements.in \
	  --output-file bot/requirements.txt

clean: ## Xóa các môi trường Python để cài lại từ đầu; giữ nguyên dữ liệu trong VAR
	rm -rf .venv .venv-bot .tools

# --- What the targets above stand on ---

.PHONY: system-parts
system-parts:
	@scripts/step $(LOG)/system-parts.log 'Kiểm tra phần mềm hệ thống (PostgreSQL, Chromium)' \
	  'nhờ người quản trị máy cài các gói ghi ở trên (Debian/Ubuntu: sudo apt-get install …).' \
	  scripts/system-parts

# The environments. A stamp in one (.run, .dev) says that it holds what the lock file names.
UV_ADVICE := cần mạng tới kho gói Python, và Python 3 có mô-đun venv (Debian/Ubuntu: \
  sudo apt-get install python3-venv) hoặc uv cài sẵn.
INSTALL_ADVICE := kiểm tra mạng tới kho gói Python và chỗ trống trên đĩa rồi chạy lại; \
  nếu vẫn hỏng: make clean rồi chạy lại.
SYNC := $(UV) pip sync --require-hashes --compile-bytecode --python

$(UV):
	@scripts/step $(LOG)/uv.log 'Cài công cụ uv' '$(UV_ADVICE)' scripts/uv

# find_python VERSION: an environment of that version.
define find_python
@scripts/step $(LOG)/python-$(1).log 'Chuẩn bị Python $(1)' \
  'cài Python $(1), ví dụ: pyenv install $(1), hoặc cho máy ra mạng để uv tự tải.' \
  $(UV) venv --no-project --allow-existing --python $(1) $(@:/bin/python=)
endef

.venv/bin/python: | $(UV)
	$(call find_python,3.12)

.venv-bot/bin/python: | $(UV)
	$(call find_python,3.10)

# install_main LOCK: the libraries of LOCK, then the project itself, so that `.venv/bin/troly` is there.
define install_main
@scripts/step $(LOG)/venv.log 'Cài thư viện của hệ thống' '$(INSTALL_ADVICE)' $(SYNC) .venv $(1)
@scripts/step $(LOG)/troly.log 'Cài lệnh troly' '$(INSTALL_ADVICE)' $(UV) pip install --python .venv \
  --no-deps --no-build-isolation --config-setting editable_mode=compat --editable .
endef

# Once the development tools are in they stay: `make run` after `make test` reinstalls nothing.
.venv/.run: .venv/bin/python requirements.txt pyproject.toml
	$(call install_main,$(if $(wildcard .venv/.dev),requirements-dev.txt,requirements.txt))
	@touch $@

.venv/.dev: .venv/bin/python requirements-dev.txt pyproject.toml
	$(call install_main,requirements-dev.txt)
	@touch $@ .venv/.run

.venv-bot/.run: .venv-bot/bin/python bot/requirements.txt
	@scripts/step $(LOG)/venv-bot.log 'Cài thư viện của máy hiểu tiếng Việt (khoảng 2 GB)' \
	  '$(INSTALL_ADVICE)' $(SYNC) .venv-bot bot/requirements.txt
	@touch $@
