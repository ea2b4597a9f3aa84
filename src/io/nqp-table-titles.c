/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-layout-private.h"

#include <string.h>

#define LONG_NOTE 40 /* characters: no region has so long a name */

/* What stands in front of a colon in the lines above a table. */
typedef enum
{
  TITLE_NONE,
  TITLE_INDICATOR,
  TITLE_UNIT,
  TITLE_YEAR,
  TITLE_REGION,
  TITLE_OTHER, /* says where the table comes from */
} TitleKey;

static const struct
{
  TitleKey key;
  const char *words; /* folded, between bars */
} title_words[] = {
  { TITLE_INDICATOR, "|指标|指标名称|indicator|indicatorname|series|seriesname|variable|变量|" },
  { TITLE_UNIT, "|单位|计量单位|unit|units|unitofmeasure|" },
  { TITLE_YEAR, "|年份|年度|时间|日期|year|time|period|date|" },
  { TITLE_REGION, "|地区|region|country|国家|省份|" },
  { TITLE_OTHER, "|数据库|数据来源|来源|资料来源|database|source|datasource|datafromdatabase|lastupdated|"
                 "lastupdateddate|更新时间|"
                 "导出时间|下载时间|频度|说明|注|note|notes|" },
};

/* Beginnings of what stands below a table. */
static const char *const note_words[] = {
  "注",           "备注",     "说明",     "数据来源", "资料来源", "来源",
  "数据库",       "更新时间", "source",   "note",     "notes",    "data from database",
  "last updated", "database", "footnote", "*",        "＊",       "①",
  "本表",         "a)",       "1)",       "1.",
};

static TitleKey
find_key (const char *text, const char **out_rest)
{
  const char *colon = NULL;

  for (const char *p = text; *p != '\0' && colon == NULL; p = g_utf8_next_char (p))
    if (*p == ':' || g_utf8_get_char (p) == 0xff1a)
      colon = p;
  if (colon == NULL)
    return TITLE_NONE;
  *out_rest = g_utf8_next_char (colon);
  while (**out_rest == ' ')
    (*out_rest)++;
  {
    g_autofree char *folded = nqp_header_fold (text, (gsize)(colon - text));
    g_autofree char *between = g_strconcat ("|", folded, "|", NULL);

    for (gsize i = 0; *folded != '\0' && i < G_N_ELEMENTS (title_words); i++)
      if (strstr (title_words[i].words, between) != NULL)
        return title_words[i].key;
  }
  return TITLE_NONE;
}

static gboolean
is_yearbook (const char *text)
{
  g_autofree char *small = g_utf8_strdown (text, -1);

  return strstr (text, "年鉴") != NULL || strstr (small, "yearbook") != NULL
         || strstr (small, "edition") != NULL || strstr (small, "updated") != NULL;
}

/* The one year of a text: "2020" and "2022年", but neither "2010-2020", which has two, nor the year of a yearbook, which tells of the
 * year before. */
int
nqp_find_lone_year (const char *text)
{
  int found = 0;

  if (is_yearbook (text))
    return 0;
  for (const char *p = text; *p != '\0';)
    {
      int n = 0, year = 0;

      while (g_ascii_isdigit (p[n]))
        {
          year = n < 4 ? year * 10 + (p[n] - '0') : year;
          n++;
        }
      if (n == 4 && year >= 1900 && year <= 2100)
        {
          if (found != 0 && found != year)
            return 0;
          found = year;
        }
      p += n > 0 ? n : 1;
    }
  return found;
}

static void
set_once (char **text, const char *value)
{
  if (*text == NULL && *value != '\0')
    *text = g_strdup (value);
}

static void
set_year (NqpTableLayout *layout, const char *text)
{
  int year = nqp_find_lone_year (text);

  if (year != 0 && layout->year == 0)
    layout->year = year;
  else if (year != 0 && layout->year != year)
    layout->year = -1; /* several: none, and that until the end */
}

/* "GDP (yuan)": the bracket is the unit. */
static void
set_indicator (NqpTableLayout *layout, const char *text)
{
  char *bracket = NULL;
  gsize before = nqp_header_before_bracket (text, strlen (text), &bracket);

  if (layout->indicator == NULL && before > 0 && bracket != NULL)
    {
      layout->indicator = g_strndup (text, before);
      set_once (&layout->unit, bracket);
    }
  else
    set_once (&layout->indicator, text);
  g_free (bracket);
}

static void
read_title_text (NqpTableLayout *layout, const char *text, gboolean alone)
{
  const char *rest = text;
  char *bracket = NULL;

  switch (find_key (text, &rest))
    {
    case TITLE_INDICATOR:
      g_clear_pointer (&layout->indicator, g_free);
      set_indicator (layout, rest);
      return;
    case TITLE_UNIT:
      set_once (&layout->unit, rest);
      return;
    case TITLE_YEAR:
      set_year (layout, rest);
      return;
    case TITLE_REGION:
      set_once (&layout->region, rest);
      return;
    case TITLE_OTHER:
      return;
    case TITLE_NONE:
    default:
      break;
    }
  /* "(unit: yuan)" */
  if (nqp_header_before_bracket (text, strlen (text), &bracket) == 0 && bracket != NULL
      && find_key (bracket, &rest) == TITLE_UNIT)
    set_once (&layout->unit, rest);
  else if (alone)
    {
      set_year (layout, text);
      set_indicator (layout, text);
    }
  g_free (bracket);
}

/**
 * nqp_layout_read_title:
 *
 * Takes from a row above the header what holds for the whole table: its indicator, unit, year.
 */
void
nqp_layout_read_title (NqpTableLayout *layout, const NqpSampleRow *row)
{
  for (int c = 0; c < row->n_cells; c++)
    if (row->cells[c].covered)
      continue;
    else if (row->cells[c].kind == NQP_SAMPLE_TEXT)
      {
        const char *rest;
        /* "Last Updated Date","2024-06-28": a key and its value in two cells */
        g_autofree char *pair = c == 0 && row->n_filled == 2
                                        && find_key (row->cells[0].text, &rest) == TITLE_NONE
                                        && row->n_cells > 1 && row->cells[1].kind != NQP_SAMPLE_EMPTY
                                    ? g_strconcat (row->cells[0].text, ":", row->cells[1].text, NULL)
                                    : NULL;

        if (pair != NULL && find_key (pair, &rest) != TITLE_NONE)
          {
            read_title_text (layout, pair, FALSE);
            return;
          }
        read_title_text (layout, row->cells[c].text, c == 0);
      }
    else if (row->cells[c].kind == NQP_SAMPLE_YEAR)
      set_year (layout, row->cells[c].text);
}

static gboolean
begins_like_note (const char *text)
{
  g_autofree char *small = g_utf8_strdown (text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (note_words); i++)
    if (g_str_has_prefix (small, note_words[i]))
      {
        const char *next = small + strlen (note_words[i]);

        /* "note" is one, "Notenland" is not */
        if (!g_ascii_isalpha (next[-1]) || !g_ascii_isalpha (*next))
          return TRUE;
      }
  return FALSE;
}

static gboolean
reads_like_sentence (const char *text)
{
  gsize length = strlen (text);

  return strstr (text, "：") != NULL || strstr (text, ": ") != NULL || g_str_has_suffix (text, "。")
         || (length > 1 && text[length - 1] == '.' && strchr (text, ' ') != NULL)
         || g_utf8_strlen (text, -1) > LONG_NOTE;
}

/**
 * nqp_layout_is_footnote:
 *
 * Returns: whether a row at the end of a table says something of it instead of belonging to it: a text without a value. A region
 *   without values is none.
 */
gboolean
nqp_layout_is_footnote (const NqpTableLayout *layout, const NqpSampleRow *row)
{
  const char *first = "";

  for (int c = 0; c < row->n_cells; c++)
    {
      const NqpSampleCell *cell = &row->cells[c];
      NqpColumnRole role
          = (guint)c < layout->columns->len ? nqp_table_layout_column (layout, c)->role : NQP_COLUMN_IGNORE;

      if (*first == '\0')
        first = cell->text;
      if ((role == NQP_COLUMN_SERIES || role == NQP_COLUMN_VALUE || role == NQP_COLUMN_YEAR)
          && (cell->kind == NQP_SAMPLE_NUMBER || cell->kind == NQP_SAMPLE_YEAR
              || cell->kind == NQP_SAMPLE_MISSING))
        return FALSE;
    }
  return layout->columns->len > 1
         && (begins_like_note (first) || (row->n_filled == 1 && reads_like_sentence (first)));
}

/* "Source: the bureau" is where all of it comes from. */
void
nqp_layout_read_footnote (NqpTableLayout *layout, const NqpSampleRow *row)
{
  for (int c = 0; c < row->n_cells; c++)
    {
      const char *rest = "";
      g_autofree char *small = g_utf8_strdown (row->cells[c].text, -1);

      if (find_key (row->cells[c].text, &rest) == TITLE_OTHER
          && (strstr (small, "来源") != NULL || g_str_has_prefix (small, "source")
              || g_str_has_prefix (small, "data from")))
        set_once (&layout->source, rest);
    }
}
