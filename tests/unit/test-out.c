/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out.h"

#include <string.h>

#include "nqp-out-names.h"
#include "nqp-xlsx-writer.h"

static void
test_names (void)
{
  static const struct
  {
    const char *wanted, *found;
  } cases[] = {
    { "rdint", "rdint" },
    { "RDINT", "RDINT_2" },
    { "drivers.innovation-input", "drivers_innovat" },
    { "if", "if_2" },
    { "str12", "str12_2" },
    { "2023", "v2023" },
    { "\xe4\xb8\xad", "v_" },
    { "", "v" },
    { "_x", "v__x" },
    { "drivers.innovation-output", "drivers_innov_2" },
  };
  g_autoptr (NqpOutNames) names = nqp_out_names_new (15, nqp_out_words_of_stata);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = nqp_out_names_take (names, cases[i].wanted);

      g_assert_cmpstr (name, ==, cases[i].found);
    }
}

static void
test_addresses (void)
{
  char address[NQP_XLSX_ADDRESS_SIZE];

  g_assert_cmpstr (nqp_xlsx_address (0, 0, FALSE, address), ==, "A1");
  g_assert_cmpstr (nqp_xlsx_address (25, 9, TRUE, address), ==, "$Z$10");
  g_assert_cmpstr (nqp_xlsx_address (26, 0, FALSE, address), ==, "AA1");
  g_assert_cmpstr (nqp_xlsx_address (701, 0, FALSE, address), ==, "ZZ1");
  g_assert_cmpstr (nqp_xlsx_address (702, 0, FALSE, address), ==, "AAA1");
  g_assert_cmpstr (nqp_xlsx_address (NQP_XLSX_MAX_COLUMNS - 1, NQP_XLSX_MAX_ROWS - 1, TRUE, address), ==,
                   "$XFD$1048576");
}

/* Each form is found by its id and its ending, and says what a menu needs. */
static void
test_forms (void)
{
  int n;
  const NqpOutForm *const *forms = nqp_out_forms (&n);

  g_assert_cmpint (n, ==, 6);
  for (int i = 0; i < n; i++)
    {
      g_assert_true (nqp_out_find (forms[i]->id) == forms[i]);
      g_assert_nonnull (forms[i]->title);
      g_assert_true ((forms[i]->write_folder != NULL) == ((forms[i]->needs & NQP_OUT_MAKES_FOLDER) != 0));
      if (forms[i]->ending != NULL)
        {
          g_autofree char *path = g_strconcat ("/a.b/C", forms[i]->ending, NULL);
          g_autofree char *upper = g_ascii_strup (path, -1);

          g_assert_true (nqp_out_of_path (path) == forms[i] && nqp_out_of_path (upper) == forms[i]);
          g_assert_nonnull (forms[i]->start);
        }
    }
  g_assert_cmpstr (nqp_out_of_path ("folder.xlsx/x")->id, ==, "csv");
  g_assert_null (nqp_out_find ("ods"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/out/names", test_names);
  g_test_add_func ("/out/addresses", test_addresses);
  g_test_add_func ("/out/forms", test_forms);
  return g_test_run ();
}
