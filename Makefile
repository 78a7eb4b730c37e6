# A script runner: each target is a script of the same name in scripts/, where the work and its comments are.
#
#   make setup      install what is missing, fetch Swagger UI and RapiDoc
#   make demo       generate, build and start the petstore        PORT=8080 ADDRESS=0.0.0.0 DETACH=1
#   make chat       generate, build and start the chat; again: take over from the one that runs    PORT=8080
#   make test       all tests
#   make test-products   test the packages in Packages/, which have dependencies of their own
#   make install    build `writ` and put it into PREFIX/bin         PREFIX=~/.local
#   make walkthrough    do what the README says from an empty folder, as printed
#   make build      build everything
#   make generate   write Generated/ anew from specs/
#   make format     format the source
#   make check      refuse stale generated code and unformatted source
#   make docs       make the documentation of WritServer and WritTesting in .build/docs    SERVE=1 PORT=8000
#   make restart    restart the petstore under load and count what is lost: nothing
#   make service    run the petstore in the background, restart it under load, stop it
#   make rolling-restart   restart two petstores behind nginx under load and count failures: none
#   make deploy     check the files in Deploy by the programs that read them
#   make bench      compare the petstore's speed with the baselines
#   make bench-http     compare greeting, record and order with a loop in C
#   make bench-routes   compare a thousand routes with three
#   make bench-allocations   count the allocations of a request
#   make bench-instructions  count the instructions of a request
#   make bench-json          compare the JSON codecs with Foundation's, msgspec and orjson
#   make bench-idle          measure the memory of an idle connection
#   make bench-compile       generate and compile real documents
#   make corpus     generate and compile every document of the corpus    PARTS=specs
#   make conformance    ask the petstore and the showcase with Schemathesis    SEED=1
#   make conformance-jsonschema   ask the JSON Schema test suite of generated code
#   make asyncapi   have others read our documents of AsyncAPI    ASYNCAPI_SCHEMA=file
#   make fuzz       feed the parsers and whole connections with libFuzzer     SECONDS=60
#   make hostile-documents   generate from documents that are written to make it work    KINDS=all-of-in-a-row SIZES=300000,1200000
#   make files      compare served files with nginx's: ranges, conditions, throughput, slow readers   MEGABYTES=1000 TABLE=1
#   make metrics    have promtool and prometheus_client read the page of metrics, also of a server under load
#   make sanitize   all tests under the thread sanitizer, then under the address sanitizer
#   make soak       mixed load on the petstore                    MINUTES=10
#   make soak-answers   compare a million answers of the petstore, byte for byte   COUNT=1000000 SEED= SANITIZER=thread
#   make autobahn   ask the echo server of WebSockets Autobahn's cases, and have Python's clients talk to it    SHORT=1
#   make bench-websocket     compare WebSockets with a loop in C, measure idle ones and groups    ROWS='a regular expression'
#   make hostile    attack a server in many ways: no cost grows faster than what was sent, and nobody waits for it
#                   SHORT=1 for a debug build and a minute, ONLY='a regular expression'

TARGETS := setup demo chat asyncapi test test-products install walkthrough build generate check format docs restart service rolling-restart deploy bench bench-http bench-routes bench-allocations bench-instructions bench-json bench-idle bench-compile corpus conformance conformance-jsonschema files metrics sanitize autobahn bench-websocket hostile hostile-documents

.PHONY: help fuzz soak soak-answers $(TARGETS)

help:
	@sed -n 's/^#   //p' $(MAKEFILE_LIST)

export PORT ADDRESS SERVE OUTPUT BASE_PATH DETACH PREFIX SEED SANITIZER SHORT ONLY KINDS SIZES COMMANDS MEGABYTES TABLE ASYNCAPI_SCHEMA ROWS

$(TARGETS):
	@scripts/$@.sh

fuzz:
	@scripts/fuzz.sh $(SECONDS)

soak:
	@scripts/soak.sh $(MINUTES)

soak-answers:
	@scripts/soak-answers.sh $(COUNT)
