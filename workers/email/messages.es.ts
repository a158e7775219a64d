import { requestsEs } from "./messages.requests.ts";
import type { Messages } from "./render.ts";

/** Every e-mail in Spanish, for those who asked to be written to in it. */
export const es = {
  ...requestsEs,
  document_received: {
    subject: "Recibimos su documento {documentId}",
    paragraphs: [
      "Hola, {name}:",
      "Recibimos su {documentType}. Su número de documento es {documentId}.",
      "Ocupa el lugar número {place} en la fila.",
      "Esperamos leerlo a más tardar el {expectedOn}.",
      "La verificación tarda {verificationPromise}.",
      "No necesita enviarlo otra vez; le escribiremos cuando haya una decisión.",
    ],
  },
  document_unreadable: {
    subject: "No pudimos leer su {documentType} (documento {documentId})",
    paragraphs: [
      "Hola, {name}:",
      "Recibimos su {documentType} (documento número {documentId}), pero no se pudo abrir.",
      "Qué pasó: {reason}",
      "Inicie sesión y envíelo otra vez como PDF o como una foto clara.",
    ],
  },
  document_verified: {
    subject: "Su {documentType} está verificado (documento {documentId})",
    paragraphs: [
      "Hola, {name}:",
      "Su {documentType} (documento número {documentId}) está verificado. Ya aparece en su informe de educación y capacitación (Education & Training Report).",
    ],
  },
  document_action_required: {
    subject: "Necesitamos algo de usted sobre su {documentType} (documento {documentId})",
    paragraphs: [
      "Hola, {name}:",
      "Revisamos su {documentType} (documento número {documentId}) y necesitamos una cosa de usted.",
      "Qué hacer: {toFix}",
      "Por qué: {reason}",
      "Inicie sesión y envíelo desde la página del documento, para que quede con el documento número {documentId}.",
    ],
  },
  document_not_accepted: {
    subject: "No se aceptó su {documentType} (documento {documentId})",
    paragraphs: [
      "Hola, {name}:",
      "No pudimos aceptar su {documentType} (documento número {documentId}).",
      "Por qué: {reason}",
      "Qué puede hacer: {toFix}",
    ],
  },
  review_received: {
    subject: "Recibimos su solicitud de revisión (documento {documentId})",
    paragraphs: [
      "Hola, {name}:",
      "Usted nos pidió revisar otra vez la decisión sobre su {documentType} (documento número {documentId}).",
      "Lo revisa una persona distinta de la que tomó la decisión. Le respondemos a más tardar el {dueOn}.",
    ],
  },
  review_upheld: {
    subject: "Revisamos otra vez su {documentType} (documento {documentId})",
    paragraphs: [
      "Hola, {name}:",
      "Otra persona revisó de nuevo su {documentType} (documento número {documentId}). La decisión se mantiene.",
      "Nuestra respuesta: {answer}",
    ],
  },
  review_changed: {
    subject: "Cambia la decisión sobre su {documentType} (documento {documentId})",
    paragraphs: [
      "Hola, {name}:",
      "Otra persona revisó de nuevo su {documentType} (documento número {documentId}). Usted tenía razón en preguntar: retiramos la decisión y el documento se decide de nuevo.",
      "Nuestra respuesta: {answer}",
      "No necesita enviar nada; le escribiremos cuando haya una decisión.",
    ],
  },
  name_change_approved: {
    subject: "Su nombre ha cambiado",
    paragraphs: [
      "Hola, {name}:",
      "Su nombre en el registro ahora es {newName}. Su número de registro {registryNumber} sigue siendo el mismo.",
    ],
  },
  name_change_refused: {
    subject: "No se aprobó su cambio de nombre",
    paragraphs: [
      "Hola, {name}:",
      "No pudimos cambiar su nombre en el registro.",
      "Por qué: {reason}",
      "Puede pedirlo otra vez con otro documento que muestre el nombre nuevo.",
    ],
  },
  access_grant_granted: {
    subject: "Usted tiene acceso al programa {programNumber}",
    paragraphs: [
      "Hola, {name}:",
      "Ahora puede actuar en nombre de {program} (programa número {programNumber}).",
      "El acceso termina el {expiresOn}.",
    ],
  },
  access_grant_refused: {
    subject: "No se aprobó su solicitud de acceso al programa {programNumber}",
    paragraphs: [
      "Hola, {name}:",
      "No se aprobó su solicitud de acceso al programa número {programNumber}.",
      "Por qué: {reason}",
    ],
  },
  access_grant_revoked: {
    subject: "Terminó su acceso al programa {programNumber}",
    paragraphs: [
      "Hola, {name}:",
      "Se retiró su acceso a {program} (programa número {programNumber}).",
      "Por qué: {reason}",
    ],
  },
  access_grant_expired: {
    subject: "Terminó su acceso al programa {programNumber}",
    paragraphs: [
      "Hola, {name}:",
      "Su acceso a {program} (programa número {programNumber}) llegó a su último día. Puede pedirlo otra vez.",
    ],
  },
  records_merged: {
    subject: "Sus expedientes en el registro ahora son uno solo",
    paragraphs: [
      "Hola, {name}:",
      "Dos expedientes del registro eran suyos. Ahora son uno solo, con el número de registro {survivorNumber}.",
      "Su número anterior {retiredNumber} todavía lleva a él. Se conserva todo lo que había en ambos.",
      "Si es un error, comuníquese con nosotros: se puede deshacer.",
    ],
  },
  records_merged_sign_in_off: {
    subject: "Sus expedientes en el registro ahora son uno solo",
    paragraphs: [
      "Hola, {name}:",
      "Dos expedientes del registro eran suyos. Ahora son uno solo, con el número de registro {survivorNumber}.",
      "Cada uno tenía su propio acceso, y basta con uno: el de esta dirección de correo quedó desactivado. Entre con la otra dirección.",
      "Si esa dirección no es suya o ya no puede usarla, comuníquese con nosotros: se puede deshacer.",
    ],
  },
  records_parted: {
    subject: "Su expediente en el registro vuelve a ser solo suyo",
    paragraphs: [
      "Hola, {name}:",
      "Dos expedientes del registro se habían unido. Eso se deshizo: su expediente tiene el número {number}, con todo lo que contenía.",
      "Si por eso se había desactivado un acceso, vuelve a funcionar.",
    ],
  },
  enrollment_enrolled: {
    subject: "Su inscripción: {event}",
    paragraphs: ["Hola, {name}:", "Tiene un lugar en {event}, que comienza el {startsOn}.", "Lugar: {place}"],
  },
  enrollment_waitlisted: {
    subject: "Usted está en la lista de espera: {event}",
    paragraphs: [
      "Hola, {name}:",
      "{event}, que comienza el {startsOn}, está lleno. Usted está en la lista de espera.",
      "Le escribiremos en cuanto tenga un lugar.",
    ],
  },
  enrollment_promoted: {
    subject: "Tiene un lugar: {event}",
    paragraphs: [
      "Hola, {name}:",
      "Se liberó un lugar y ahora es suyo: {event}, que comienza el {startsOn}.",
      "Lugar: {place}",
    ],
  },
  enrollment_withdrawn: {
    subject: "Salió de la lista de {event}",
    paragraphs: ["Hola, {name}:", "Usted ya no está en la lista de {event}, que comienza el {startsOn}."],
  },
  enrollment_cancelled: {
    subject: "Cancelado: {event}",
    paragraphs: [
      "Hola, {name}:",
      "Se canceló {event}, que iba a comenzar el {startsOn}. No tiene que hacer nada.",
    ],
  },
  enrollment_attended: {
    subject: "Sus horas están en su expediente: {event}",
    paragraphs: [
      "Hola, {name}:",
      "Usted asistió a {event}. Hay {hours} horas en su expediente y en su informe de educación y capacitación (Education & Training Report).",
      "No tiene que enviar un certificado.",
    ],
  },
  roster_invitation_hours: {
    subject: "Sus horas de {event}",
    paragraphs: [
      "Hola, {name}:",
      "{sponsor} le tiene en la lista de quienes asistieron a {event} el {startsOn}. Horas: {hours}.",
      "Para tener las horas en su propio expediente, abra este enlace e inicie sesión, o regístrese si es la primera vez: {link}",
      "El enlace funciona hasta el {expiresOn}. Si usted no asistió, no tiene que hacer nada.",
    ],
  },
  roster_invitation_seat: {
    subject: "Tiene una invitación: {event}",
    paragraphs: [
      "Hola, {name}:",
      "{sponsor} le inscribió en {event}, que comienza el {startsOn}.",
      "Para tomar su lugar, abra este enlace e inicie sesión, o regístrese si es la primera vez: {link}",
      "El enlace funciona hasta el {expiresOn}. Si no quiere asistir, no tiene que hacer nada.",
    ],
  },
  registration_confirmed: {
    subject: "Su inscripción en el registro está confirmada",
    paragraphs: [
      "Hola, {name}:",
      "Su inscripción está activa. Su número de registro es {registryNumber}.",
      "Renuévela a más tardar el {renewsOn}.",
    ],
  },
  link_reset_password: {
    subject: "Elija una contraseña nueva",
    paragraphs: [
      "Hola, {name}:",
      "Alguien pidió una contraseña nueva para esta cuenta. Para elegirla, abra este enlace dentro de una hora:",
      "{link}",
      "Si no fue usted, no haga nada: su contraseña sigue igual.",
    ],
  },
  link_verify_email: {
    subject: "Confirme su dirección de correo electrónico",
    paragraphs: [
      "Hola, {name}:",
      "Para confirmar esta dirección de correo para el registro, abra este enlace dentro de una hora:",
      "{link}",
      "Si no sabe por qué recibe este mensaje, no haga nada.",
    ],
  },
} as const satisfies Messages;

export const footerEs = [
  "{registryName}",
  "¿Preguntas? {helpEmail} · {helpPhone}",
  "Nunca pedimos su contraseña ni su número de Seguro Social por correo electrónico.",
] as const;
