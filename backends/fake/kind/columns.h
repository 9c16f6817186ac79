/*
 * What the kinds' printers share: column rows, and the usual cells.
 *
 *     static const struct column columns[] = { COLUMN_NAME, COLUMN("Ready"), COLUMN_AGE, WIDE("Selector"), COLUMN_END };
 *     static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
 *     {
 *         cell_name(cells, doc);
 *         cell_strf(cells, "%lld/%lld", ready, wanted);
 *         ...
 *     }
 *
 * Mirrors pkg/printers/internalversion/printers.go, v1.20.2.  The columns' descriptions are left empty: kubectl does not
 * show them.
 */
#ifndef SEODANG_FAKE_KIND_COLUMNS_H
#define SEODANG_FAKE_KIND_COLUMNS_H

#include "backends/fake/kind.h"

#define COLUMN_NAME { "Name", "string", "name", 0, "", 0, 0 }
#define COLUMN(name) { (name), "string", "", 0, "", 0, 0 }
#define COLUMN_INT(name) { (name), "integer", "", 0, "", 0, 0 }
#define COLUMN_BOOL(name) { (name), "boolean", "", 0, "", 0, 0 }
#define COLUMN_BETWEEN(name, type, since, until) { (name), (type), "", 0, "", (since), (until) }
#define COLUMN_AGE COLUMN("Age")
#define WIDE(name) { (name), "string", "", 1, "", 0, 0 }
#define COLUMN_END { NULL, NULL, NULL, 0, NULL, 0, 0 }

void cell_str(struct val **cells, const char *text); /* NULL: "" */
void cell_strf(struct val **cells, const char *fmt, ...) PRINTF_LIKE(2, 3);
void cell_int(struct val **cells, int64_t n);
/* "1/3" */
void cell_ratio(struct val **cells, int64_t n, int64_t of);
void cell_bool(struct val **cells, bool b);
/* A string, or `otherwise` when it is absent or "". */
void cell_val(struct val **cells, const struct val *v, const char *otherwise);
/* The same at a path of the document. */
void cell_at(struct val **cells, const struct val *doc, const char *path, const char *otherwise);
void cell_int_at(struct val **cells, const struct val *doc, const char *path);
void cell_name(struct val **cells, const struct val *doc);
/* Time since a timestamp in words; "<unknown>" when it is absent. */
void cell_since(struct val **cells, const struct val *timestamp, const struct kind_context *kc);
void cell_age(struct val **cells, const struct val *doc, const struct kind_context *kc);
/* labels.FormatLabels: "a=b,c=d" or "<none>". */
void cell_labels(struct val **cells, const struct val *labels);
/* metav1.FormatLabelSelector of a LabelSelector document. */
void cell_selector(struct val **cells, const struct val *selector);
/* Two cells: names and images of the containers of a pod spec. */
void cells_containers(struct val **cells, const struct val *pod_spec);
/* The strings of an array joined by `separator`; "" when there are none. */
void cell_joined(struct val **cells, const struct val *array, const char *separator);

/* "RWO,ROX,RWX" of volumes, in that order, each once. */
void cell_access_modes(struct val **cells, const struct val *modes);
/* The storage class of a volume or a claim: the old annotation wins. */
void cell_storage_class(struct val **cells, const struct val *doc);
/* Names of a role binding's subjects of one kind, joined by ", ". */
void cell_subjects(struct val **cells, const struct val *subjects, const char *kind);

/* A number as the value of a field label; valid until the next call. */
const char *field_int(int64_t n);

/* The words of cell_since, appended to sb. */
void add_since(struct strbuf *sb, const struct val *timestamp, const struct kind_context *kc);
/* Milliseconds of a timestamp; false when it is absent or not one. */
bool timestamp_ms(const struct val *timestamp, int64_t *ms);
/* Addresses of a LoadBalancerStatus, sorted, joined by commas; "" when it has none. */
void add_load_balancer(struct strbuf *sb, const struct val *status);
/* ASCII letters in lower case. */
void add_lower(struct strbuf *sb, const char *text);
/* The items of a comma list under construction: adds a comma when something is there behind `start`. */
void add_comma(struct strbuf *sb, size_t start);

#endif
