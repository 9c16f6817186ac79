/*
 * How two PodSpecs differ, in the form in which the server shows it in the error about a pod's update.
 *
 *     pod_diff(&sb, a, b);
 *
 *       core.PodSpec{
 *       	... // 9 identical fields
 *     - 	NodeName: "n2",
 *     + 	NodeName: "n1",
 *       }
 *
 * Differs: upstream prints Go values with their neighbours; here each field that differs is shown, as a Go name with JSON.
 */
#ifndef SEODANG_FAKE_VALIDATE_PODDIFF_H
#define SEODANG_FAKE_VALIDATE_PODDIFF_H

#include "backends/base/val.h"

void pod_diff(struct strbuf *sb, const struct val *a, const struct val *b);

#endif
