/*
 * Korean names of Kubernetes' kinds (glossary.def).
 */
#ifndef SEODANG_GLOSSARY_H
#define SEODANG_GLOSSARY_H

/* "데몬셋" for "DaemonSet"; the kind itself when there is no Korean name. */
const char *glossary_kind(const char *kind);
/* What such things are counted with: "대" for nodes, else "개". */
const char *glossary_counter(const char *kind);

#endif
