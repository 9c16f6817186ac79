# seodang: build, test, install. Sources are found by wildcard; a new file needs no line here.
#
#   make            build ./seodang
#   make run        install what is missing (Debian), build, start the shell on the built-in cluster
#   make test       install what is missing, build, run every test
#   make check-asan the whole test suite under AddressSanitizer and UndefinedBehaviorSanitizer
#   make bench      the figures of speed and memory
#   make tidy       clang-tidy and the house rules
#   make install    into $(PREFIX)
#
# DEVELOPER=1 makes warnings errors. BUILD=dir builds elsewhere.

CC ?= cc
BUILD ?= build
PREFIX ?= /usr/local
OPT ?= -O2 -g

WARNINGS = -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wformat=2 -Wvla -Wundef
ifdef DEVELOPER
WARNINGS += -Werror
endif
CFLAGS_ALL = -std=c11 -D_GNU_SOURCE -I. $(WARNINGS) $(OPT) $(SANITIZE) $(CPPFLAGS) $(CFLAGS) -MMD -MP
LDLIBS_ALL = $(SANITIZE) $(LDFLAGS) -lreadline -lyaml -lm -ldl $(LDLIBS)

LIBRARY_SRC = $(filter-out repl/main.c,$(wildcard backends/*.c backends/base/*.c backends/fake/*.c \
	backends/fake/*/*.c backends/live/*.c lessons/*.c repl/*.c repl/*/*.c))
LIBRARY_OBJ = $(LIBRARY_SRC:%.c=$(BUILD)/%.o)
LIBRARY = $(BUILD)/libseodang.a
UNIT_OBJ = $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/unit/*.c))
VECTORS_OBJ = $(patsubst %.c,$(BUILD)/%.o,tests/vectors.c $(wildcard tests/vectors/*.c))

all: seodang

seodang: $(BUILD)/seodang
	@cp $< $@

$(BUILD)/seodang: $(BUILD)/repl/main.o $(LIBRARY)
	$(CC) -o $@ $^ $(LDLIBS_ALL)

# An archive, so that a test program links only what it needs.
$(LIBRARY): $(LIBRARY_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -c -o $@ $<

# Answers tests/vectors/*.jsonl with the product's own code; see tests/vectors.c.
$(BUILD)/vectors: $(VECTORS_OBJ) $(LIBRARY)
	$(CC) -o $@ $^ $(LDLIBS_ALL)

$(BUILD)/unit: $(UNIT_OBJ) $(LIBRARY)
	$(CC) -o $@ $^ $(LDLIBS_ALL)

vectors unit: %: $(BUILD)/%

clean:
	rm -rf $(BUILD) seodang

.PHONY: all vectors unit clean
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
