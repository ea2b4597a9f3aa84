/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-words.h"

/* First and last characters of what may stand in a text, and of what may not. */
static const struct
{
  gunichar first, last;
  gboolean allowed;
} ranges[] = {
  { 0x00, 0x1f, FALSE },      { 0x20, 0x7e, TRUE },        { 0x7f, 0x9f, FALSE },
  { 0xa0, 0x2027, TRUE }, /* NBSP, letters, marks, ZWSP, joiners, LRM, RLM */
  { 0x2028, 0x202e, FALSE },  { 0x202f, 0x2065, TRUE },    { 0x2066, 0x2069, FALSE },
  { 0x206a, 0xd7ff, TRUE }, /* U+3000, Chinese */
  { 0xd800, 0xdfff, FALSE },  { 0xe000, 0xfdcf, TRUE },    { 0xfdd0, 0xfdef, FALSE },
  { 0xfdf0, 0xfefe, TRUE },   { 0xfeff, 0xfeff, FALSE },   { 0xff00, 0xfffd, TRUE },
  { 0xfffe, 0xffff, FALSE },  { 0x10000, 0x1fffd, TRUE },  { 0x1fffe, 0x1ffff, FALSE },
  { 0x20000, 0x2fffd, TRUE }, { 0x2fffe, 0x2ffff, FALSE }, { 0x10fffe, 0x110000, FALSE },
};

static void
test_ranges (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    for (gunichar c = ranges[i].first; c <= ranges[i].last; c++)
      if (nqp_words_allow (c) != ranges[i].allowed)
        g_error ("U+%04X: expected %s", c, ranges[i].allowed ? "allowed" : "refused");
}

static const char *const good[] = {
  "",
  "Beijing",
  "北京市",
  "黑龙江省（不含农垦）",
  "中\xe3\x80\x80国", /* U+3000 */
  "a\xc2\xa0"
  "b",                         /* NBSP */
  "e\xcc\x81t\xc3\xa9",        /* a combining mark, and composed */
  "👩‍🔬🇨🇳",       /* with U+200D */
  "می‌خواهم",         /* with U+200C */
  "القاهرة (مصر)\xe2\x80\x8f", /* with U+200F */
  "ירושלים\xd8\x9c",           /* with U+061C */
  " two  spaces ",
  "𠀀𬱖省",
  "\xef\xbf\xbd",
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    for (NqpWordsKind kind = NQP_WORDS_NAME; kind <= NQP_WORDS_PROSE; kind++)
      {
        g_autofree char *text = g_strdup (good[i]);
        g_autoptr (GError) error = NULL;
        gboolean changed = TRUE;
        g_autofree char *clean = nqp_words_clean (good[i], -1, kind, &changed);

        g_assert_true (nqp_words_check (&text, kind, &error));
        g_assert_no_error (error);
        g_assert_cmpstr (text, ==, good[i]);
        g_assert_cmpstr (clean, ==, good[i]);
        g_assert_false (changed);
      }
}

/* What a text becomes, with what is refused as U+FFFD; @found: what a reader says, NULL if it takes it. */
static const struct
{
  const char *text;
  NqpWordsKind kind;
  const char *clean;
  const char *found;
} folds[] = {
  { "a\tb", NQP_WORDS_NAME, "a b", NULL },
  { "\r\n a \t\r\n b \n", NQP_WORDS_NAME, "a b", NULL },
  { "a   \n", NQP_WORDS_CODE, "a", NULL },
  { "a\xe2\x80\xa8\xe2\x80\xa9"
    "b",
    NQP_WORDS_LINE, "a b", NULL },
  { " a  b ", NQP_WORDS_NAME, " a  b ", NULL },
  { "面积\n（平方公里）", NQP_WORDS_NAME, "面积 （平方公里）", NULL },
  { "a\r\nb\rc\n\nd\te\xe2\x80\xa8"
    "f",
    NQP_WORDS_PROSE, "a\nb\nc\n\nd e\nf", NULL },
  { "\xef\xbb\xbf"
    "a\xef\xbb\xbf",
    NQP_WORDS_NAME, "a", NULL },
  { "a\x1b[31mb", NQP_WORDS_NAME, "a\xef\xbf\xbd[31mb", "U+001B" },
  { "Upper\vValley", NQP_WORDS_NAME, "Upper\xef\xbf\xbdValley", "U+000B" },
  { "a\fb", NQP_WORDS_PROSE,
    "a\xef\xbf\xbd"
    "b",
    "U+000C" },
  { "a\xc2\x9b"
    "31m",
    NQP_WORDS_NAME,
    "a\xef\xbf\xbd"
    "31m",
    "U+009B" },
  { "\x7f", NQP_WORDS_NAME, "\xef\xbf\xbd", "U+007F" },
  { "\xe2\x80\xae"
    "B",
    NQP_WORDS_NAME,
    "\xef\xbf\xbd"
    "B",
    "U+202E" },
  { "\xe2\x81\xa6"
    "B",
    NQP_WORDS_CODE,
    "\xef\xbf\xbd"
    "B",
    "U+2066" },
  { "\xef\xb7\x90", NQP_WORDS_NAME, "\xef\xbf\xbd", "U+FDD0" },
  { "\xef\xbf\xbe\x01", NQP_WORDS_NAME, "\xef\xbf\xbd\xef\xbf\xbd", "U+FFFE" },
  { "\xf4\x8f\xbf\xbf", NQP_WORDS_NAME, "\xef\xbf\xbd", "U+10FFFF" },
  { "x\xed\xa0\x80y", NQP_WORDS_NAME, "x\xef\xbf\xbdy", "U+D800" },
  { "x\xffy", NQP_WORDS_NAME, "x\xef\xbf\xbdy", "0xFF" },
  { "北\xe4\xba", NQP_WORDS_NAME, "北\xef\xbf\xbd\xef\xbf\xbd", "0xE4" },
  { "\n", NQP_WORDS_NAME, "\xef\xbf\xbd", NULL },
};

static void
test_folds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_autofree char *text = g_strdup (folds[i].text);
      g_autoptr (GError) error = NULL;
      gboolean changed = FALSE;
      g_autofree char *clean = nqp_words_clean (folds[i].text, -1, folds[i].kind, &changed);
      g_autofree char *again = nqp_words_clean (clean, -1, folds[i].kind, NULL);
      gboolean taken = nqp_words_check (&text, folds[i].kind, &error);

      g_assert_cmpstr (clean, ==, folds[i].clean);
      g_assert_cmpstr (again, ==, clean);
      g_assert_cmpint (changed, ==, strcmp (clean, folds[i].text) != 0);
      g_assert_cmpint (taken, ==, folds[i].found == NULL);
      if (folds[i].found != NULL)
        g_assert_nonnull (strstr (error->message, folds[i].found));
      else if (*text != '\0')
        g_assert_cmpstr (text, ==, clean);
    }
}

static void
test_nul (void)
{
  NqpWordsFault fault = { 0 };
  char text[] = "a\0b";
  gsize length = 3;
  g_autofree char *clean = nqp_words_clean (text, 3, NQP_WORDS_NAME, NULL);
  g_autofree char *why = NULL;

  g_assert_cmpstr (clean, ==,
                   "a\xef\xbf\xbd"
                   "b");
  g_assert_false (nqp_words_tidy (text, &length, NQP_WORDS_NAME, &fault));
  why = nqp_words_fault_to_string (&fault);
  g_assert_nonnull (strstr (why, "U+0000"));
}

static void
check_length (const char *unit, int n, NqpWordsKind kind, int longest, gboolean taken)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *clean = NULL, *again = NULL, *copy = NULL;

  for (int i = 0; i < n; i++)
    g_string_append (text, unit);
  copy = g_strdup (text->str);
  clean = nqp_words_clean (text->str, -1, kind, NULL);
  again = nqp_words_clean (clean, -1, kind, NULL);
  g_assert_true (g_utf8_validate (clean, -1, NULL));
  g_assert_cmpstr (again, ==, clean);
  g_assert_cmpint (g_utf8_strlen (clean, -1), ==, longest);
  g_assert_cmpint (g_str_has_suffix (clean, "…"), ==, longest < n);
  g_assert_cmpint (nqp_words_check (&copy, kind, &error), ==, taken);
}

static void
test_length (void)
{
  check_length ("x", NQP_WORDS_MAX_NAME, NQP_WORDS_NAME, NQP_WORDS_MAX_NAME, TRUE);
  check_length ("国", NQP_WORDS_MAX_NAME, NQP_WORDS_NAME, NQP_WORDS_MAX_NAME, TRUE);
  check_length ("国", NQP_WORDS_MAX_NAME + 1, NQP_WORDS_NAME, NQP_WORDS_MAX_NAME, FALSE);
  check_length ("x", 1000000, NQP_WORDS_NAME, NQP_WORDS_MAX_NAME, FALSE);
  check_length (" ", 1000000, NQP_WORDS_NAME, NQP_WORDS_MAX_NAME, FALSE);
  check_length ("x", NQP_WORDS_MAX_CODE, NQP_WORDS_CODE, NQP_WORDS_MAX_CODE, FALSE);
  check_length ("x", 1000, NQP_WORDS_CODE, NQP_WORDS_MAX_CODE, FALSE);
  check_length ("x", NQP_WORDS_MAX_BYTES, NQP_WORDS_PROSE, NQP_WORDS_MAX_BYTES, TRUE);
  check_length ("国", NQP_WORDS_MAX_BYTES / 3, NQP_WORDS_LINE, NQP_WORDS_MAX_BYTES / 3, TRUE);
  check_length ("国", NQP_WORDS_MAX_BYTES, NQP_WORDS_LINE, NQP_WORDS_MAX_BYTES / 3, FALSE);
  check_length ("x", 1000000, NQP_WORDS_PROSE, NQP_WORDS_MAX_BYTES - 2, FALSE); /* "…" has three bytes */
}

/* Never longer for having been marked, nor cut between a letter and its marks. */
static void
test_marks (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *clean = NULL;

  for (int i = 0; i < 198; i++)
    g_string_append (text, "x");
  g_string_append (text, "e\xcc\x81\xcc\x82\xcc\x83");
  clean = nqp_words_clean (text->str, -1, NQP_WORDS_NAME, NULL);
  g_string_truncate (text, 198);
  g_string_append (text, "…");
  g_assert_cmpstr (clean, ==, text->str);
}

/* Any bytes become text that is taken, and time grows with the length. */
static void
test_any_bytes (void)
{
  static const char alphabet[] = " \t\n\r\x01\x1b\x7f\xc2\x9b\xe2\x80\xae\xed\xa0\xef\xbf\xbe\xf4\x8f\0xyz";
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 20000; i++)
    {
      char text[64];
      gsize length = (gsize)g_rand_int_range (rand, 0, sizeof text);
      NqpWordsKind kind = (NqpWordsKind)g_rand_int_range (rand, 0, 4);
      g_autofree char *clean = NULL, *again = NULL;
      g_autoptr (GError) error = NULL;
      NqpWordsFault fault;

      for (gsize k = 0; k < length; k++)
        text[k] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];
      clean = nqp_words_clean (text, (gssize)length, kind, NULL);
      again = g_strdup (clean);
      g_assert_true (g_utf8_validate (clean, -1, NULL));
      g_assert_true (nqp_words_check (&again, kind, &error));
      g_assert_cmpstr (again, ==, clean);
      (void)nqp_words_tidy (text, &length, kind, &fault);
      g_assert_true (g_utf8_validate (text, (gssize)length, NULL));
    }
}

static void
test_path (void)
{
  g_autofree char *shown = nqp_words_path ("/tmp/a\nb\x1b[2J\xff.csv");

  g_assert_cmpstr (shown, ==, "/tmp/a b\xef\xbf\xbd[2J\xef\xbf\xbd.csv");
}

/* What XML has no place for, even as a reference, is replaced. */
static void
test_xml (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  nqp_words_append_xml (out, "a<b>&\"'\t\n\x0b\x1f\x7f\xef\xbf\xbe\xef\xbf\xbf\xff 省");
  g_assert_cmpstr (out->str, ==,
                   "a&lt;b&gt;&amp;&quot;'\t\n\xef\xbf\xbd\xef\xbf\xbd\x7f\xef\xbf\xbd\xef\xbf\xbd"
                   "\xef\xbf\xbd 省");
}

/* The beginning of a text is whole characters. */
static void
test_head (void)
{
  static const char text[] = "a地区生产总值é";

  for (gsize n = 0; n <= sizeof text; n++)
    {
      g_autofree char *head = nqp_words_head (text, n);

      g_assert_true (g_utf8_validate (head, -1, NULL));
      if (n >= strlen (text))
        g_assert_cmpstr (head, ==, text);
      else
        {
          g_assert_true (g_str_has_suffix (head, "…"));
          g_assert_cmpuint (strlen (head), <=, n + strlen ("…"));
          g_assert_cmpuint (strlen (head), >, n < 3 ? 0 : n - 3 + strlen ("…"));
          g_assert_cmpint (memcmp (head, text, strlen (head) - strlen ("…")), ==, 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/ranges", test_ranges);
  g_test_add_func ("/words/good", test_good);
  g_test_add_func ("/words/folds", test_folds);
  g_test_add_func ("/words/nul", test_nul);
  g_test_add_func ("/words/length", test_length);
  g_test_add_func ("/words/marks", test_marks);
  g_test_add_func ("/words/any-bytes", test_any_bytes);
  g_test_add_func ("/words/path", test_path);
  g_test_add_func ("/words/xml", test_xml);
  g_test_add_func ("/words/head", test_head);
  return g_test_run ();
}
