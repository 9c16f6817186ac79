#include "repl/teach_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "repl/paths.h"
#include "repl/term/josa.h"

/* ---- folders ---- */

/* The folder, with those above it. 0, or -1 with errno. */
static int make_folder(const char *path)
{
    char *copy = xstrf("%s/", path);
    int rc = 0;
    for (char *slash = strchr(copy + 1, '/'); slash && !rc; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        rc = mkdir(copy, 0777) < 0 && errno != EEXIST ? -1 : 0;
        *slash = '/';
    }
    free(copy);
    return rc;
}

/* Takes `folder`. 0, or -1 with errno, and nothing has changed. */
static int enter(struct session *s, char *folder)
{
    if (chdir(folder) < 0) {
        free(folder);
        return -1;
    }
    free(s->work_dir);
    s->work_dir = folder;
    return 0;
}

int teach_files_enter(struct session *s, const char *lesson, struct sink *err)
{
    char *folder = paths_work(lesson);
    int rc = make_folder(folder);
    if (!rc)
        rc = enter(s, xstrdup(folder));
    if (rc < 0)
        sink_printf(err, "작업 폴더를 열 수 없어요: %s: %s\n", folder, strerror(errno));
    free(folder);
    return rc;
}

/* ---- files ---- */

static bool file_holds(const char *path, const char *text, size_t len)
{
    FILE *f = fopen(path, "r");
    size_t at = 0;
    int c = EOF;
    if (!f)
        return false;
    while ((c = getc(f)) != EOF && at < len && c == (unsigned char)text[at])
        at++;
    fclose(f);
    return c == EOF && at == len;
}

static char *path_of(const struct session *s, const struct lesson_step *step, size_t i)
{
    return xstrf("%s/%s", s->work_dir, val_key(step->files, i));
}

void teach_files_lay(const struct session *s, const struct lesson_step *step)
{
    for (size_t i = 0; step && s->work_dir && i < val_len(step->files); i++) {
        char *path = path_of(s, step, i);
        FILE *f = fopen(path, "wx");
        if (f) {
            fwrite(val_str(val_item(step->files, i)), 1, val_len(val_item(step->files, i)), f);
            fclose(f);
        }
        free(path);
    }
}

void teach_files_put_away(const struct session *s, const struct lesson *l, struct strbuf *text)
{
    for (size_t i = 0; s->work_dir && i < l->step_count; i++)
        for (size_t k = 0; k < val_len(l->steps[i].files); k++) {
            const char *name = val_key(l->steps[i].files, k);
            const struct val *laid = val_item(l->steps[i].files, k);
            char *path = path_of(s, &l->steps[i], k), *old = xstrf("%s.old", path);
            if (file_holds(path, val_str(laid), val_len(laid)))
                unlink(path);
            else if (rename(path, old) == 0)
                josa_addf(text, "%s고친 파일 %s{은/는} %s.old로 옮겨 두었어요.", text->len ? "\n" : "", name, name);
            free(path);
            free(old);
        }
}

/* ---- a solution's folder ---- */

char *teach_files_enter_fresh(struct session *s, const struct lesson *l)
{
    char *back = s->work_dir ? xstrdup(s->work_dir) : NULL;
    char *fresh = back ? xstrf("%s/.solution-XXXXXX", back) : NULL;
    if (!fresh || !mkdtemp(fresh)) {
        free(fresh);
        free(back);
        return NULL;
    }
    if (enter(s, xstrdup(fresh)) < 0) {
        rmdir(fresh);
        free(back);
        back = NULL;
    }
    for (size_t i = 0; back && i < l->step_count; i++)
        teach_files_lay(s, &l->steps[i]);
    free(fresh);
    return back;
}

void teach_files_leave_fresh(struct session *s, const struct lesson *l, char *back)
{
    if (!back)
        return;
    for (size_t i = 0; i < l->step_count; i++)
        for (size_t k = 0; k < val_len(l->steps[i].files); k++) {
            char *path = path_of(s, &l->steps[i], k);
            unlink(path);
            free(path);
        }
    char *fresh = xstrdup(s->work_dir);
    if (enter(s, back) == 0)
        rmdir(fresh);
    free(fresh);
}
