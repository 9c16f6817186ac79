/*
 * Values as Go prints them in messages: %q of a string, %#v of the maps and structs that field errors show.
 *
 *     go_quote(&sb, "a\tb", 3);                        // "a\tb"
 *     go_dump_string_map(&sb, labels);                 // map[string]string{"app":"b"}, map[string]string(nil) when absent
 *     go_dump_label_selector(&sb, selector);           // v1.LabelSelector{MatchLabels:map[string]string{...}, ...}
 *
 * Pointers inside a struct are printed by Go as addresses, which say nothing and differ from run to run: a pointer that is
 * set prints here as GO_POINTER.  Map keys are sorted, as fmt does.
 */
#ifndef SEODANG_BASE_GODUMP_H
#define SEODANG_BASE_GODUMP_H

#include "backends/base/val.h"

#define GO_POINTER "0xc000123450"

/* A double-quoted string literal, as strconv.Quote: what is not printable is escaped. */
void go_quote(struct strbuf *sb, const char *s, size_t len);

/* %v: strings bare, map[a:1 b:[x y]]; what is null or absent prints <nil>. */
void go_print(struct strbuf *sb, const struct val *v);
/* %v of a float64. */
void go_print_double(struct strbuf *sb, double d);

/* %v of a scalar with strings quoted; maps of strings and lists of strings as %#v. */
void go_dump(struct strbuf *sb, const struct val *v);
void go_dump_string_map(struct strbuf *sb, const struct val *map);
void go_dump_string_list(struct strbuf *sb, const struct val *list);
/* v1.LabelSelector; `{}` and what is absent print nil maps. */
void go_dump_label_selector(struct strbuf *sb, const struct val *selector);
/* intstr.IntOrString{Type:0, IntVal:1, StrVal:""} */
void go_dump_int_or_string(struct strbuf *sb, const struct val *v);

#endif
