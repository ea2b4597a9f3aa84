/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-report-pages.h"
#include "nqp-report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Documents of several pages: what stays together, what fits, what is left out. */

static NqpReport *
new_report (const char *title)
{
  const char *const footers[] = { "Figures: made up. Method: none.", NULL };
  NqpReportHead head = { .title = title, .subject = "made up", .running = "test", .footers = footers };
  NqpStyle style;

  nqp_style_init (&style, NQP_STYLE_PRINT, 1);
  return nqp_report_new (&style, &head);
}

static void
add_words (GString *out, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append_printf (out, "%sword%d", i > 0 ? " " : "", i);
}

/* Every piece inside its page, none on top of another, in order; no heading at a page's end unless it ends the document; no
 * line of a paragraph alone at an end or a beginning of a page. */
static void
check_pages (NqpReport *report)
{
  g_autofree char *text = nqp_report_to_text (report);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  double body = nqp_report_height (report), bottom = 0;
  int page_before = 1;
  gboolean heading_before = FALSE;

  for (int i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 5);
      int page = atoi (words[0]);
      double y = g_ascii_strtod (words[2], NULL), h = g_ascii_strtod (words[3], NULL);

      g_assert_cmpint (page, >=, page_before);
      g_assert_cmpint (page, <=, page_before + 1);
      if (page > page_before)
        {
          g_assert_false (heading_before);
          g_assert_cmpfloat (y, ==, 0);
        }
      else
        g_assert_cmpfloat (y, >=, bottom - 1.01);
      g_assert_cmpfloat (y + h, <=, body + 1.01);
      bottom = y + h;
      page_before = page;
      heading_before = g_str_equal (words[1], "heading");
    }
  g_assert_cmpint (page_before, ==, nqp_report_n_pages (report));
}

static void
test_headings (void)
{
  /* Wherever the page ends, by a line more each time. */
  for (int n = 0; n < 80; n++)
    {
      g_autoptr (NqpReport) report = new_report ("Title");

      for (int i = 0; i < n; i++)
        nqp_report_text (report, NQP_REPORT_BODY, "one line");
      nqp_report_heading (report, 1, "Section");
      nqp_report_heading (report, 2, "Part");
      nqp_report_text (report, NQP_REPORT_BODY, "what it says\nand more\nand more");
      check_pages (report);
    }
}

static void
test_paragraphs (void)
{
  for (int n = 1; n < 60; n++)
    {
      g_autoptr (NqpReport) report = new_report ("Title");
      g_autoptr (GString) first = g_string_new (NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;
      int on[6] = { 0 }, all = 0;

      for (int i = 0; i < n; i++)
        nqp_report_text (report, NQP_REPORT_SMALL, "filler");
      for (int i = 0; i < 40; i++)
        g_string_append_printf (first, "%sparagraph", i > 0 ? "\n" : "");
      nqp_report_text (report, NQP_REPORT_BODY, first->str);
      check_pages (report);
      text = nqp_report_to_text (report);
      lines = g_strsplit (text, "\n", -1);
      for (int i = 0; lines[i] != NULL; i++)
        if (strstr (lines[i], "paragraph") != NULL)
          on[lines[i][0] - '0']++;
      for (int page = 1; page < 6; page++)
        {
          all += on[page];
          g_assert_cmpint (on[page], !=, 1);
        }
      g_assert_cmpint (all, ==, 40);
    }
}

static void
test_groups (void)
{
  g_autoptr (NqpReport) report = new_report ("Title");
  g_autofree char *text = NULL;

  for (int step = 0; step < 100; step++)
    {
      nqp_report_begin_group (report);
      nqp_report_heading (report, 1, "Step");
      nqp_report_text (report, NQP_REPORT_BODY, "what it says\nin two lines");
      nqp_report_text (report, NQP_REPORT_STRONG, "question");
      nqp_report_answer (report, 10, 10);
      nqp_report_end_group (report);
    }
  check_pages (report);
  text = nqp_report_to_text (report);
  /* A group that fits on a page is on one: every page begins with a heading. */
  for (const char *at = text; (at = strchr (at, '\n')) != NULL && at[1] != '\0';)
    {
      g_auto (GStrv) words = g_strsplit (++at, " ", 4);

      if (g_str_equal (words[2], "0"))
        g_assert_cmpstr (words[1], ==, "heading");
    }
  g_assert_cmpint (nqp_report_n_pages (report), >, 10);
}

static void
test_long (void)
{
  g_autoptr (NqpReport) report = new_report ("Title");
  g_autoptr (GString) words = g_string_new (NULL), word = g_string_new (NULL);

  add_words (words, 2500);
  for (int i = 0; i < 4000; i++)
    g_string_append (word, "\xe6\x96\xb0");
  nqp_report_begin_group (report);
  nqp_report_heading (report, 1, words->str); /* longer than a page: it is parted rather than lost */
  nqp_report_text (report, NQP_REPORT_BODY, word->str);
  nqp_report_end_group (report);
  nqp_report_text (report, NQP_REPORT_BODY, "");
  nqp_report_heading (report, 1, "");
  g_assert_cmpint (nqp_report_n_pages (report), >, 3);
}

static void
test_empty (void)
{
  g_autoptr (NqpReport) report = new_report ("");

  g_assert_cmpint (nqp_report_n_pages (report), ==, 1);
  nqp_report_begin_group (report);
  nqp_report_answer (report, 0, 0);
  nqp_report_end_group (report);
  nqp_report_new_page (report);
  g_assert_cmpint (nqp_report_n_pages (report), ==, 1);
}

static void
test_new_page (void)
{
  g_autoptr (NqpReport) report = new_report ("Title");

  nqp_report_new_page (report); /* at the beginning there is nothing to leave */
  nqp_report_heading (report, 0, "Title");
  g_assert_cmpint (nqp_report_n_pages (report), ==, 1);
  nqp_report_new_page (report);
  nqp_report_text (report, NQP_REPORT_BODY, "second");
  g_assert_cmpint (nqp_report_n_pages (report), ==, 2);
  nqp_report_text (report, NQP_REPORT_BODY, "also second");
  g_assert_cmpint (nqp_report_n_pages (report), ==, 2);
}

static void
test_spare (void)
{
  g_autoptr (NqpReport) report = new_report ("Title");
  g_autofree char *text = NULL;
  int lines = 0;

  /* Spare lines take room that is there and add no page. */
  nqp_report_text (report, NQP_REPORT_BODY, "question");
  nqp_report_answer (report, 3, 500);
  g_assert_cmpint (nqp_report_n_pages (report), ==, 1);
  text = nqp_report_to_text (report);
  for (const char *at = text; (at = strstr (at, " answer ")) != NULL; at++)
    lines++;
  g_assert_cmpint (lines, >, 20);
  g_assert_cmpint (lines, <, 500);
  check_pages (report);
}

static void
test_picture (void)
{
  g_autoptr (NqpReport) report = new_report ("Title");
  NqpStyle style;

  nqp_style_init (&style, NQP_STYLE_PRINT, 1);
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (NqpScene) scene = nqp_scene_new (i % 2 ? 5000 : 600, i > 1 ? 9000 : 300, &style);

      nqp_report_heading (report, 1, "Picture");
      nqp_report_picture (report, scene);
    }
  check_pages (report);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20241);

  for (int round = 0; round < 300; round++)
    {
      NqpPiece pieces[60];
      int n = g_rand_int_range (rand, 1, 60), n_pages;

      memset (pieces, 0, sizeof pieces);
      for (int i = 0; i < n; i++)
        {
          pieces[i].before = g_rand_int_range (rand, 0, 20);
          pieces[i].height = g_rand_int_range (rand, 1, 60);
          pieces[i].keep = (NqpKeep)g_rand_int_range (rand, 0, 3);
          pieces[i].spare = i > 0 && g_rand_int_range (rand, 0, 5) == 0;
        }
      n_pages = nqp_pieces_break (pieces, n, 100);
      for (int i = 0, before = -1; i < n; i++)
        {
          if (pieces[i].page < 0)
            {
              g_assert_true (pieces[i].spare);
              continue;
            }
          g_assert_cmpint (pieces[i].page, <, n_pages);
          g_assert_cmpfloat (pieces[i].y + pieces[i].height, <=, 100.001);
          if (before >= 0 && pieces[i].page == pieces[before].page)
            g_assert_cmpfloat (pieces[i].y, >=, pieces[before].y + pieces[before].height - 0.001);
          else if (before >= 0)
            {
              g_assert_cmpint (pieces[i].page, ==, pieces[before].page + 1);
              g_assert_cmpfloat (pieces[i].y, ==, 0);
            }
          before = i;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/headings", test_headings);
  g_test_add_func ("/report/paragraphs", test_paragraphs);
  g_test_add_func ("/report/groups", test_groups);
  g_test_add_func ("/report/long", test_long);
  g_test_add_func ("/report/empty", test_empty);
  g_test_add_func ("/report/new-page", test_new_page);
  g_test_add_func ("/report/spare", test_spare);
  g_test_add_func ("/report/picture", test_picture);
  g_test_add_func ("/report/random", test_random);
  return g_test_run ();
}
