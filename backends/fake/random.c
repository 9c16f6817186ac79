#include "backends/fake/random.h"

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

/* The last `digits` of n, and a hyphen; where the next may stand. */
static char *hex(char *out, uint64_t n, int digits)
{
    for (int i = digits; i-- > 0; n >>= 4)
        out[i] = "0123456789abcdef"[n & 15];
    out[digits] = '-';
    return out + digits + 1;
}

void random_uuid(struct random *r, char out[37])
{
    uint64_t a = random_next(r), b = random_next(r);
    a = (a & ~UINT64_C(0xf000)) | 0x4000;                                      /* version */
    b = (b & ~(UINT64_C(3) << 62)) | UINT64_C(1) << 63;                        /* variant */
    char *at = hex(hex(hex(out, a >> 32, 8), a >> 16, 4), a, 4);
    hex(hex(at, b >> 48, 4), b, 12)[-1] = '\0';
}

void random_suffix(struct random *r, char *out, int len)
{
    static const char alphabet[] = "bcdfghjklmnpqrstvwxz2456789";
    for (int i = 0; i < len; i++)
        out[i] = alphabet[random_below(r, sizeof(alphabet) - 1)];
    out[len] = '\0';
}
