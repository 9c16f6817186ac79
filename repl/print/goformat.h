/*
 * Documents as Go's fmt.Printf shows them, beyond %v, which is go_print() of godump.h.
 *
 *     go_syntax(&sb, labels);                           // map[string]interface {}{"app":"web"}
 *
 * jsonpath and go-template print scalars this way, and name Go's types in their errors.
 */
#ifndef SEODANG_PRINT_GOFORMAT_H
#define SEODANG_PRINT_GOFORMAT_H

#include "backends/base/godump.h"

/* %#v: map[string]interface {}{"a":1}, []interface {}{"b"}, interface {}(nil). */
void go_syntax(struct strbuf *sb, const struct val *v);
/* "map[string]interface {}", "[]interface {}", "string", "int64", "float64", "bool"; "<nil>" for null. */
const char *go_type(const struct val *v);

/*
 * fmt.Sprintf over documents: %v %+v %#v %s %q %d %t %f %e %g %x %X %c %U %T %%, with flags, width and precision.
 * What does not fit prints as Go prints it: %!d(string=x), %!d(MISSING), %!(EXTRA string=x), %!z(int64=1).
 */
void go_sprintf(struct strbuf *sb, const char *fmt, size_t len, const struct val *const *args, size_t count);

#endif
