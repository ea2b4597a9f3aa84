/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-picture-size.h"
#include "nqp-scene-save.h"

#include <string.h>

static const struct
{
  const char *text;
  NqpPictureSize size;
  const char *printed;
} good[] = {
  { "1280x800", { 1280, 800, NQP_LENGTH_PX }, "1280x800px" },
  { "16x9cm", { 16, 9, NQP_LENGTH_CM }, "16x9cm" },
  { "16.5 \xc3\x97 9.25 cm", { 16.5, 9.25, NQP_LENGTH_CM }, "16.5x9.25cm" },
  { "160mmX90mm", { 160, 90, NQP_LENGTH_MM }, "160x90mm" },
  { "6.5x4in", { 6.5, 4, NQP_LENGTH_IN }, "6.5x4in" },
  { "120x10000", { 120, 10000, NQP_LENGTH_PX }, "120x10000px" },
  { "slide-16x9", { 1280, 720, NQP_LENGTH_PX }, "1280x720px" },
};

static const char *const bad[]
    = { "",      "x",       "16",       "16x",      "x9",       "119x500",   "10001x500",
        "16x9",  "16x9km",  "16cmx9in", "1e3x500",  "-800x500", "800x500x2", "800x500 c",
        "0x0cm", "nanxnan", "infxinf",  "1..5x2in", "800 500",  "slide",     "SLIDE-16x9" };

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *printed = NULL;
      NqpPictureSize size, again;

      g_assert_true (nqp_picture_size_parse (good[i].text, &size, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (size.width, ==, good[i].size.width);
      g_assert_cmpfloat (size.height, ==, good[i].size.height);
      g_assert_cmpint (size.length, ==, good[i].size.length);
      printed = nqp_picture_size_print (&size);
      g_assert_cmpstr (printed, ==, good[i].printed);
      g_assert_true (nqp_picture_size_parse (printed, &again, NULL));
      g_assert_cmpfloat (again.width, ==, size.width);
      g_assert_cmpfloat (again.height, ==, size.height);
      g_assert_cmpint (again.length, ==, size.length);
    }
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      NqpPictureSize size;

      g_assert_false (nqp_picture_size_parse (bad[i], &size, &error));
      g_assert_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, "a4-width"));
    }
}

static void
test_presets (void)
{
  int n;
  const NqpPicturePreset *presets = nqp_picture_presets (&n);

  for (int i = 0; i < n; i++)
    {
      NqpPictureSize size;

      g_assert_true (nqp_picture_size_parse (presets[i].id, &size, NULL));
      g_assert_true (nqp_picture_size_is_sound (&size));
      for (int k = 0; k < i; k++)
        {
          g_assert_cmpstr (presets[i].id, !=, presets[k].id);
          g_assert_cmpstr (presets[i].name, !=, presets[k].name);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-size/good", test_good);
  g_test_add_func ("/picture-size/bad", test_bad);
  g_test_add_func ("/picture-size/presets", test_presets);
  return g_test_run ();
}
