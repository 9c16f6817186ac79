#include "repl/print/rune.h"

#include "backends/base/xalloc.h"

size_t rune_read(const char *s, size_t len, uint32_t *cp)
{
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } forms[] = { { 0x80, 0x00, 0 }, { 0xe0, 0xc0, 0x80 }, { 0xf0, 0xe0, 0x800 }, { 0xf8, 0xf0, 0x10000 } };
    const unsigned char *p = (const unsigned char *)s;
    for (size_t n = 0; n < ARRAY_LEN(forms) && n < len; n++) {
        if ((p[0] & forms[n].mask) != forms[n].lead)
            continue;
        uint32_t c = p[0] & (unsigned char)~forms[n].mask;
        bool whole = true;
        for (size_t i = 1; i <= n; i++) {
            whole &= (p[i] & 0xc0) == 0x80;
            c = c << 6 | (p[i] & 0x3f);
        }
        if (whole && c >= forms[n].least && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff)) {
            *cp = c;
            return n + 1;
        }
    }
    *cp = 0xfffd;
    return 1;
}

size_t rune_count(const char *s, size_t len)
{
    size_t count = 0;
    uint32_t cp;
    for (size_t i = 0; i < len; count++)
        i += (unsigned char)s[i] < 0x80 ? 1 : rune_read(s + i, len - i, &cp);
    return count;
}

struct range {
    uint32_t from, to;
};

static bool in_ranges(const struct range *ranges, size_t count, uint32_t cp)
{
    for (size_t i = 0; i < count; i++)
        if (cp >= ranges[i].from && cp <= ranges[i].to)
            return true;
    return false;
}

bool rune_is_letter(uint32_t cp)
{
    static const struct range no_letters[] = {
        { 0x0000, 0x0040 }, { 0x005b, 0x0060 }, { 0x007b, 0x00a9 }, { 0x00ab, 0x00b4 }, { 0x00b6, 0x00b9 },
        { 0x00bb, 0x00bf }, { 0x00d7, 0x00d7 }, { 0x00f7, 0x00f7 }, { 0x0300, 0x036f }, { 0x0660, 0x0669 },
        { 0x2000, 0x2070 }, { 0x2072, 0x207e }, { 0x2080, 0x208f }, { 0x20a0, 0x2101 }, { 0x2190, 0x2bff },
        { 0x2e00, 0x3004 }, { 0x3007, 0x3030 }, { 0x3099, 0x309c }, { 0x30a0, 0x30a0 }, { 0x30fb, 0x30fb },
        { 0x3200, 0x33ff }, { 0xd800, 0xf8ff }, { 0xfe00, 0xfe6f }, { 0xfeff, 0xff20 }, { 0xff3b, 0xff40 },
        { 0xff5b, 0xff65 }, { 0xffe0, 0xffff }, { 0x1f000, 0x1ffff }, { 0xe0000, 0x10ffff },
    };
    return !in_ranges(no_letters, ARRAY_LEN(no_letters), cp);
}

bool rune_is_print(uint32_t cp)
{
    static const struct range unprintable[] = {
        { 0x0000, 0x001f }, { 0x007f, 0x00a0 }, { 0x00ad, 0x00ad }, { 0x0600, 0x0605 }, { 0x061c, 0x061c },
        { 0x1680, 0x1680 }, { 0x180e, 0x180e }, { 0x2000, 0x200f }, { 0x2028, 0x202f }, { 0x205f, 0x206f },
        { 0x3000, 0x3000 }, { 0xd800, 0xf8ff }, { 0xfeff, 0xfeff }, { 0xfff0, 0xfffb }, { 0xfffe, 0xffff },
        { 0xe0000, 0xe00ff }, { 0xf0000, 0x10ffff },
    };
    return !in_ranges(unprintable, ARRAY_LEN(unprintable), cp);
}
