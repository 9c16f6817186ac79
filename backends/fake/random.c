#include "backends/fake/random.h"

#include <stdio.h>

/* splitmix64, which spreads the seed over the state. */
static uint64_t spread(uint64_t *x)
{
    uint64_t z = (*x += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

void random_seed(struct random *r, uint64_t seed)
{
    for (int i = 0; i < 4; i++)
        r->s[i] = spread(&seed);
}

void chance_seed(struct chance *c, uint64_t seed)
{
    random_seed(&c->names, spread(&seed));
    random_seed(&c->uids, spread(&seed));
    random_seed(&c->nodes, spread(&seed));
    random_seed(&c->numbers, spread(&seed));
    random_seed(&c->tokens, spread(&seed));
}

static uint64_t rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t random_next(struct random *r)
{
    uint64_t *s = r->s;
    uint64_t result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

uint64_t random_below(struct random *r, uint64_t n)
{
    return random_next(r) % n;
}

void random_uuid(struct random *r, char out[37])
{
    uint64_t a = random_next(r), b = random_next(r);
    snprintf(out, 37, "%08x-%04x-4%03x-%04x-%012llx", (unsigned)(a >> 32), (unsigned)(a >> 16) & 0xffff,
             (unsigned)a & 0xfff, ((unsigned)(b >> 48) & 0x3fff) | 0x8000, (unsigned long long)(b & UINT64_C(0xffffffffffff)));
}

void random_suffix(struct random *r, char *out, int len)
{
    static const char alphabet[] = "bcdfghjklmnpqrstvwxz2456789";
    for (int i = 0; i < len; i++)
        out[i] = alphabet[random_below(r, sizeof(alphabet) - 1)];
    out[len] = '\0';
}
