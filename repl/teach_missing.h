/*
 * What a check found wanting, in one Korean sentence: the field, what it should be, what it is.
 *
 *     missing_text(&sb, &result);   // "아직이에요. 데몬셋 testapp-ds-java의 status.numberReady가 2여야 하는데 지금은 1이에요."
 *
 * One function a row of lessons/checks.def.
 */
#ifndef SEODANG_TEACH_MISSING_H
#define SEODANG_TEACH_MISSING_H

#include "lessons/check.h"

void missing_text(struct strbuf *sb, const struct check_result *missing);

#endif
