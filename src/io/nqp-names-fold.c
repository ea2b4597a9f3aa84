/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-names.h"

#include <string.h>

/* What stands behind a Chinese name and says what kind of place it is: those of the same kind are one. The longest that fits
 * is taken off. */
static const struct
{
  const char *text, *kind;
} han_suffixes[] = {
  { "特别行政区", "sar" }, { "自治区", "region" }, { "自治州", "prefecture" }, { "自治县", "county" },
  { "自治旗", "banner" },  { "地区", "area" },     { "林区", "district" },     { "新区", "new district" },
  { "州", "prefecture" },  { "省", "province" },   { "市", "city" },           { "盟", "league" },
  { "县", "county" },      { "旗", "banner" },     { "区", "district" },
};

/* Between the name and what is autonomous: "广西|壮族|自治区". Longer ones first where one ends in another. */
static const char *const peoples[] = {
  "维吾尔族", "维吾尔", "壮族",     "回族",     "藏族",   "蒙古族",   "朝鲜族",   "土家族",
  "苗族",     "彝族",   "白族",     "傣族",     "景颇族", "傈僳族",   "哈尼族",   "布依族",
  "侗族",     "羌族",   "柯尔克孜", "哈萨克族", "哈萨克", "蒙古",     "瑶族",     "满族",
  "各族",     "水族",   "佤族",     "纳西族",   "畲族",   "黎族",     "土族",     "撒拉族",
  "东乡族",   "保安族", "裕固族",   "锡伯",     "塔吉克", "达斡尔族", "仡佬族",   "毛南族",
  "仫佬族",   "怒族",   "独龙族",   "拉祜族",   "布朗族", "普米族",   "鄂温克族", "鄂伦春",
};

/* Words behind and in front of a name in Latin letters, folded. "of the people" and "democratic" are none of them: they tell two
 * Koreas and two Congos apart. */
static const struct
{
  const char *text, *kind;
} latin_suffixes[] = {
  { "special administrative region", "sar" },
  { "sar", "sar" },
  { "zhuang autonomous region", "region" },
  { "hui autonomous region", "region" },
  { "uygur autonomous region", "region" },
  { "uyghur autonomous region", "region" },
  { "uighur autonomous region", "region" },
  { "autonomous region", "region" },
  { "zizhiqu", "region" },
  { "autonomous prefecture", "prefecture" },
  { "prefecture", "prefecture" },
  { "autonomous county", "county" },
  { "county", "county" },
  { "district", "district" },
  { "province", "province" },
  { "prov", "province" },
  { "sheng", "province" },
  { "municipality", "city" },
  { "city", "city" },
  { "shi", "city" },
  { "islamic republic of", "state" },
  { "islamic rep", "state" },
  { "arab republic of", "state" },
  { "arab rep", "state" },
  { "bolivarian republic of", "state" },
  { "plurinational state of", "state" },
  { "republic of", "state" },
  { "republic", "state" },
  { "rep", "state" },
  { "rb", "state" },
  { "rf", "state" },
}, latin_prefixes[] = {
  { "the islamic republic of", "state" },
  { "islamic republic of", "state" },
  { "arab republic of", "state" },
  { "bolivarian republic of", "state" },
  { "plurinational state of", "state" },
  { "the republic of", "state" },
  { "republic of", "state" },
  { "kingdom of", "state" },
};

static gboolean
is_han (gunichar c)
{
  return (c >= 0x2e80 && c <= 0x9fff && !(c >= 0x3000 && c <= 0x303f)) || (c >= 0xf900 && c <= 0xfaff)
         || (c >= 0x20000 && c <= 0x3ffff);
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x00a0 || c == 0x3000 || c == 0x200b || c == 0xfeff || c == 0x2007
         || c == 0x202f;
}

/**
 * nqp_names_spaces:
 *
 * Spaces of any kind are taken away around a name and between Han characters, where they are there for the eye alone; others
 * become one.
 *
 * Returns: (transfer full): all else as it is
 */
char *
nqp_names_spaces (const char *name)
{
  GString *out = g_string_new (NULL);
  gunichar before = 0;
  gboolean space = FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (is_space (c))
        {
          space = TRUE;
          continue;
        }
      if (space && before != 0 && !(is_han (before) && is_han (c)))
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, c);
      space = FALSE;
      before = c;
    }
  return g_string_free (out, FALSE);
}

/* Letters that have no decomposition and are written without their mark all the same. */
static const char *
plain_letter (gunichar c)
{
  switch (c)
    {
    case 0x0131:
      return "i";
    case 0x00f8:
      return "o";
    case 0x0142:
      return "l";
    case 0x0111:
    case 0x00f0:
      return "d";
    case 0x00e6:
      return "ae";
    case 0x0153:
      return "oe";
    case 0x00fe:
      return "th";
    case '&':
      return " and ";
    default:
      return NULL;
    }
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x02bc || c == 0x02bb || c == 0x00b4;
}

/* "the" in front, or behind as in "Netherlands (the)". */
static void
drop_article (GString *text)
{
  if (g_str_has_prefix (text->str, "the "))
    g_string_erase (text, 0, (gssize)strlen ("the "));
  if (g_str_has_suffix (text->str, " the"))
    g_string_truncate (text, text->len - strlen (" the"));
}

/**
 * nqp_names_fold:
 *
 * What a name is without width, case, accents, punctuation, article and spaces that mean nothing. Two names that fold to the
 * same text name the same place.
 *
 * Returns: (transfer full)
 */
char *
nqp_names_fold (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *wide = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *small = g_utf8_casefold (wide, -1);
  g_autofree char *apart = g_utf8_normalize (small, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *tidy = NULL;

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const char *plain = plain_letter (c);

      if (plain != NULL)
        g_string_append (out, plain);
      else if (g_unichar_isalnum (c))
        g_string_append_unichar (out, c);
      else if (!g_unichar_ismark (c) && !is_apostrophe (c))
        g_string_append_c (out, ' ');
    }
  tidy = nqp_names_spaces (out->str);
  g_string_assign (out, tidy);
  drop_article (out);
  return g_strdup (out->str);
}

static gboolean
ends_in_han (const char *text)
{
  return *text != '\0' && is_han (g_utf8_get_char (g_utf8_prev_char (text + strlen (text))));
}

/* At least two characters stay: 易县 is called so. */
static gboolean
cut_end (char *text, const char *end)
{
  const gsize length = strlen (text), n = strlen (end);

  if (length <= n || strcmp (text + length - n, end) != 0 || g_utf8_strlen (text, (gssize)(length - n)) < 2)
    return FALSE;
  text[length - n] = '\0';
  return TRUE;
}

static gboolean
cut_people (char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (peoples); i++)
    if (cut_end (text, peoples[i]))
      return TRUE;
  return FALSE;
}

static const char *
cut_han (char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (han_suffixes); i++)
    if (cut_end (text, han_suffixes[i].text))
      {
        if (g_str_has_prefix (han_suffixes[i].text, "自治"))
          while (cut_people (text))
            ;
        return han_suffixes[i].kind;
      }
  return NULL;
}

static const char *
cut_latin (char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < G_N_ELEMENTS (latin_suffixes); i++)
    {
      const gsize n = strlen (latin_suffixes[i].text);

      if (length > n + 1 && text[length - n - 1] == ' '
          && strcmp (text + length - n, latin_suffixes[i].text) == 0)
        {
          text[length - n - 1] = '\0';
          return latin_suffixes[i].kind;
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (latin_prefixes); i++)
    {
      const gsize n = strlen (latin_prefixes[i].text);

      if (length > n + 1 && text[n] == ' ' && strncmp (text, latin_prefixes[i].text, n) == 0)
        {
          memmove (text, text + n + 1, length - n);
          return latin_prefixes[i].kind;
        }
    }
  return NULL;
}

/**
 * nqp_names_stem:
 * @folded: what nqp_names_fold() gave
 * @out_kind: (out): what kind of place the name says it is, %NULL if it does not
 *
 * Returns: (transfer full): the name without what says that it is a province, a city, a republic
 */
char *
nqp_names_stem (const char *folded, const char **out_kind)
{
  char *text = g_strdup (folded);

  *out_kind = ends_in_han (text) ? cut_han (text) : cut_latin (text);
  return text;
}

/**
 * nqp_names_letters:
 *
 * Pinyin is written in one word or in several, and its ü as u, v or ü.
 *
 * Returns: (transfer full) (nullable): the letters of a name, %NULL if it has others than Latin ones
 */
char *
nqp_names_letters (const char *folded)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    {
      if (*p == ' ')
        continue;
      if (!g_ascii_isalpha (*p))
        return NULL;
      g_string_append_c (out, *p == 'v' ? 'u' : *p);
    }
  return out->len >= 4 ? g_strdup (out->str) : NULL;
}
