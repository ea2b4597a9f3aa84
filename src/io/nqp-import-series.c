/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"

#include <glib/gi18n.h>

enum
{
  CODE,
  NAME,
  NAME_EN,
  NAME_ZH,
  UNIT,
  UNIT_EN,
  UNIT_ZH,
  SOURCE,
  NOTE,
  N_COLUMNS,
};

/* What a sheet of a workbook may be called. */
static const char *const series_sheets[] = { "series", "序列", NULL };

static const NqpSheetColumn columns[N_COLUMNS] = {
  [CODE] = { TRUE, "code", { NQP_HEAD_CODE, NQP_HEAD_INDICATOR, NQP_HEAD_INDICATOR_CODE } },
  [NAME] = { FALSE, "name", { NQP_HEAD_NAME } },
  [NAME_EN] = { FALSE, "name_en", { NQP_HEAD_NAME_EN } },
  [NAME_ZH] = { FALSE, "name_zh", { NQP_HEAD_NAME_ZH } },
  [UNIT] = { FALSE, "unit", { NQP_HEAD_UNIT } },
  [UNIT_EN] = { FALSE, "unit_en", { NQP_HEAD_UNIT_EN } },
  [UNIT_ZH] = { FALSE, "unit_zh", { NQP_HEAD_UNIT_ZH } },
  [SOURCE] = { FALSE, "source", { NQP_HEAD_SOURCE } },
  [NOTE] = { FALSE, "note", { NQP_HEAD_NOTE } },
};

void
nqp_import_series (NqpImporter *self)
{
  g_auto (NqpSheet) sheet = { 0 };

  if (!nqp_sheet_open (&sheet, self->sources->series, series_sheets,
                       nqp_import_book (self, self->sources->series), columns, N_COLUMNS, &self->problems))
    return;
  self->series_listed = TRUE;
  while (nqp_sheet_next (&sheet))
    {
      NqpField code = nqp_sheet_get (&sheet, CODE);
      NqpSeriesDraft *draft;

      if (code.length == 0)
        nqp_sheet_problem (&sheet, CODE, _ ("The series has no code; expected one in the column “code”."));
      else if (nqp_field_equals (&code, NQP_AREA_SERIES))
        nqp_sheet_problem (
            &sheet, CODE, _ ("“AREA” is kept for the area of a region; expected another code for a series."));
      else
        {
          draft = nqp_importer_series (self, nqp_importer_add_series (self, code.text, code.length));
          if (draft->listed)
            {
              nqp_sheet_problem (&sheet, CODE,
                                 _ ("The series “%s” stands here a second time; expected it once."),
                                 draft->series.code);
              continue;
            }
          draft->listed = TRUE;
          nqp_import_take_text (&draft->series.name, nqp_sheet_text (&sheet, NAME_EN, NAME_ZH, NAME));
          nqp_import_take_text (&draft->series.unit, nqp_sheet_text (&sheet, UNIT_EN, UNIT_ZH, UNIT));
          nqp_import_take (&draft->series.source, nqp_sheet_dup (&sheet, SOURCE));
          nqp_import_take (&draft->series.note, nqp_sheet_dup (&sheet, NOTE));
        }
    }
}
