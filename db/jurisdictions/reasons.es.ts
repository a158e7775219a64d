import type { ReasonCode } from "./reasons.ts";
import type { ReasonWords } from "./types.ts";

/** The reasons in plain Spanish, as spoken in the United States. A state's own translators should review them. */
export const reasonsEs: Readonly<Record<ReasonCode, ReasonWords>> = {
  illegible_page: {
    label: "No se puede leer una página",
    toFix:
      "Tome una foto nueva o escanee la página con buena luz, bien plana y con todas las palabras nítidas, y súbala.",
  },
  page_cut_off: {
    label: "Falta una parte de una página",
    toFix: "Suba la página otra vez, con los cuatro bordes dentro de la imagen.",
  },
  missing_page: {
    label: "Falta una página",
    toFix: "Suba un solo archivo con todas las páginas, incluido el reverso si tiene algo impreso.",
  },
  name_mismatch: {
    label: "El nombre no coincide con su perfil",
    toFix:
      "Pida al centro de ayuda (Help Desk) que agregue a su perfil el nombre de este documento y envíe un comprobante del cambio de nombre.",
  },
  no_name: {
    label: "Su nombre no aparece en el documento",
    toFix: "Suba una copia que muestre su nombre impreso por la organización que emitió el documento.",
  },
  not_a_transcript: {
    label: "No es un expediente académico, ni oficial ni extraoficial",
    toFix:
      "Suba el expediente académico (transcript) de su universidad; no basta un horario, una boleta de calificaciones ni una captura de pantalla de la lista de clases.",
  },
  wrong_document_type: {
    label: "El tipo de documento que eligió no corresponde",
    toFix: "Suba el documento otra vez y elija el tipo que corresponde.",
  },
  foreign_without_evaluation: {
    label: "Estudios fuera de los Estados Unidos sin evaluación",
    toFix:
      "Suba una evaluación de su expediente académico extranjero hecha por una agencia de evaluación de credenciales que pertenezca a NACES.",
  },
  no_completion_date: {
    label: "No tiene fecha de finalización",
    toFix:
      "Pida a la organización que lo emitió una copia que muestre la fecha en que terminó, y suba esa copia.",
  },
  no_hours: {
    label: "No indica el número de horas",
    toFix:
      "Pida a la organización que dio la capacitación un certificado que muestre cuántas horas o CEU completó.",
  },
  no_issuer: {
    label: "No aparece la organización que lo emitió",
    toFix:
      "Suba una copia que muestre el nombre de la organización o universidad que dio la capacitación o el certificado.",
  },
  number_or_dates_missing: {
    label: "No aparecen el número del documento o sus fechas",
    toFix:
      "Suba la página que muestra el número del documento, la fecha de emisión y la fecha de vencimiento.",
  },
  not_name_evidence: {
    label: "No muestra su nombre anterior y su nombre nuevo",
    toFix:
      "Suba un acta de matrimonio, una sentencia de divorcio, una orden judicial o una identificación oficial que muestre el cambio de nombre.",
  },
  expired: {
    label: "Está vencido",
    toFix: "Renuévelo y después suba el nuevo.",
  },
  already_on_file: {
    label: "Ya lo tenemos",
    toFix: "No necesita enviar nada: este documento ya está en su cuenta, en Mis documentos (My Documents).",
  },
  reported_by_sponsor: {
    label: "La organización que dio la capacitación informa estas horas por su cuenta",
    toFix:
      "Si las horas no están en su informe, pida a la organización que dio la capacitación que corrija su asistencia.",
  },
  unaccredited_institution: {
    label: "La institución no está acreditada",
    toFix: "Suba un expediente académico de una universidad acreditada, si asistió a una.",
  },
  in_progress: {
    label: "Todavía está en curso",
    toFix:
      "Súbalo otra vez cuando termine y aparezca en él la calificación final, el certificado o la aprobación.",
  },
  requirements_not_met: {
    label: "No cumple los requisitos del estado",
    toFix: "Complete un curso o una licencia que cumpla los requisitos del estado, y suba ese documento.",
  },
  someone_elses_document: {
    label: "El documento es de otra persona",
    toFix: "Suba su propio documento; la otra persona puede subir este a su propia cuenta.",
  },
  altered: {
    label: "El documento parece estar alterado",
    toFix:
      "Pida a la organización que lo emitió que envíe una copia original directamente a la oficina del registro (Registry Office).",
  },
};
