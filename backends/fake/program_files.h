/*
 * The file system of one container while its program is followed: a sorted table of absolute paths.
 *
 *     shell_write(sh, "touch", "x", "", 0, false);      // complains as touch does, when the folder is not there
 *     const struct file *f = shell_file(sh, "/tmp/x");
 *
 * Nothing of it outlives the following.  What comes from outside of the program (another container of the pod, exec, a hook, a
 * probe, a ConfigMap that changed) is its history, a list in order of time of
 *
 *     {at: MS, file: PATH, text: T}     the file is T from then on (it is made when it was not there)
 *     {at: MS, file: PATH, add: T}      T is appended
 *     {at: MS, file: PATH, link: T}     it is a symbolic link
 *     {at: MS, file: PATH, mode: N}     its permissions
 *     {at: MS, file: PATH, folder: true}, {at: MS, file: PATH, gone: true}
 *
 * and the same form is the journal: what the program itself wrote, for those who ask.  So one container's journal is another
 * one's history.  Private to program*.c, except for the two functions at the end.
 */
#ifndef SEODANG_FAKE_PROGRAM_FILES_H
#define SEODANG_FAKE_PROGRAM_FILES_H

#include "backends/fake/program.h"

struct shell;
struct job;

struct file {
    char *path; /* owned */
    bool folder, link; /* link: the text is where to */
    int mode;          /* of a file; 0644 at first */
    struct strbuf text;
    int64_t at_ms; /* of the last change, by the clock */
};

struct files {
    struct file *items;
    size_t len, cap;
};

void files_release(struct files *f);

/* The absolute path without `.` and `..`; of the scratch arena. */
const char *shell_path(struct shell *sh, const char *path);
/* Links are followed. NULL: there is no such file (it may be a folder). */
const struct file *shell_file(struct shell *sh, const char *path);
bool shell_is_folder(struct shell *sh, const char *path);
/* Creates or changes a file, or says why it cannot ("sh: can't create /x/y: nonexistent directory"). */
bool shell_write(struct shell *sh, const char *program, const char *path, const char *text, size_t len, bool append);
/* The same for a folder, whose parent is there. */
bool shell_make_folder(struct shell *sh, const char *program, const char *path);
/* Where a symbolic link leads, or NULL. */
const char *shell_link(struct shell *sh, const char *path);
/* A file that leads to another one, or its permissions; the same complaints as shell_write(). */
bool shell_make_link(struct shell *sh, const char *path, const char *to);
bool shell_chmod_file(struct shell *sh, const char *path, int mode);
/* A file or an empty folder. false: it lies where nothing may be changed. */
bool shell_remove(struct shell *sh, const char *path);
/* The entries below a folder, from *i on: the next path, or NULL. `deep`: those in folders of it too. */
const struct file *shell_next_in(struct shell *sh, const char *folder, bool deep, size_t *i);

/* Makes a change happen (taken) to the files, the journal, and those that run in the background; `by`: the one that made it. */
void shell_change(struct shell *sh, struct val *happening, const struct job *by);
/* Takes from the history what has happened until then (since the start). */
void shell_catch_up(struct shell *sh, int64_t until_ms);
/* When the next thing happens; PROGRAM_FOREVER: nothing will. */
int64_t shell_next_happening(const struct shell *sh);

/* The contents of the files after a list of changes: {PATH: text}, folders as {PATH: null}. */
struct val *files_after(const struct val *history);

#endif
