# A script runner: each target is a script of the same name in scripts/, where the work and its comments are.
#
#   make setup      install what is missing, fetch Swagger UI and RapiDoc
#   make demo       generate, build and start the petstore        PORT=8080 DETACH=1
#   make test       all tests
#   make build      build everything
#   make generate   write Generated/ anew from specs/
#   make format     format the source
#   make check      refuse stale generated code and unformatted source
#   make restart    restart the petstore under load and count what is lost: nothing
#   make bench      compare the petstore's speed with the baselines

TARGETS := setup demo test build generate check format bench restart

.PHONY: help $(TARGETS)

help:
	@sed -n 's/^#   //p' $(MAKEFILE_LIST)

export PORT DETACH

$(TARGETS):
	@scripts/$@.sh
