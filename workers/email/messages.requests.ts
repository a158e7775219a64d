/** E-mails of the inbox and of the sign-in address, in every language people are written to in. */
export const requestsEn = {
  request_received: {
    subject: "We received your request {number}",
    paragraphs: [
      "Hello {name},",
      "We received your request. Its number is {number}. Quote it when you write or call.",
      "What it is about: {about}",
      "We answer you by {dueOn}.",
      "Read it, or add something, here:",
      "{link}",
    ],
  },
  request_confirm: {
    subject: "Please confirm your request {number}",
    paragraphs: [
      "Hello {name},",
      "Somebody wrote to us with this e-mail address. If it was you, open this link and confirm it: we start then.",
      "{link}",
      "The number of the request is {number}. The same link shows you our answers. It works for 30 days.",
      "If it was not you, do nothing: nobody works on it.",
    ],
  },
  request_reply: {
    subject: "An answer to your request {number}",
    paragraphs: [
      "Hello {name},",
      "We answer your request {number} ({about}):",
      "{message}",
      "Read everything, or write back, here:",
      "{link}",
      "You can also simply reply to this e-mail.",
    ],
  },
  request_resolved: {
    subject: "Your request {number} is done",
    paragraphs: [
      "Hello {name},",
      "Your request {number} ({about}) is done:",
      "{message}",
      "If something is still wrong, write back here and we take it up again:",
      "{link}",
      "You can also simply reply to this e-mail.",
    ],
  },
  request_refused: {
    subject: "Your request {number} could not be done",
    paragraphs: [
      "Hello {name},",
      "We could not do what you asked with your request {number} ({about}):",
      "{message}",
      "If you see it differently, write back here:",
      "{link}",
      "You can also simply reply to this e-mail.",
    ],
  },
  email_changed: {
    subject: "Your sign-in address was changed",
    paragraphs: [
      "Hello {name},",
      "You no longer sign in to the registry with this e-mail address: the sign-in was moved to another one on {changedOn}.",
      "If you did this, you do not have to do anything.",
      "If you did not, call us at once: {helpPhone}. We can give you your sign-in back.",
    ],
  },
} as const;

type RequestMails = {
  readonly [Key in keyof typeof requestsEn]: {
    readonly subject: string;
    readonly paragraphs: readonly string[];
  };
};

export const requestsEs = {
  request_received: {
    subject: "Recibimos su solicitud {number}",
    paragraphs: [
      "Hola, {name}:",
      "Recibimos su solicitud. Su número es {number}. Indíquelo cuando nos escriba o llame.",
      "De qué se trata: {about}",
      "Le respondemos a más tardar el {dueOn}.",
      "Léala, o agregue algo, aquí:",
      "{link}",
    ],
  },
  request_confirm: {
    subject: "Confirme su solicitud {number}",
    paragraphs: [
      "Hola, {name}:",
      "Alguien nos escribió con esta dirección de correo. Si fue usted, abra este enlace y confírmelo: entonces empezamos.",
      "{link}",
      "El número de la solicitud es {number}. El mismo enlace le muestra nuestras respuestas. Funciona durante 30 días.",
      "Si no fue usted, no haga nada: nadie trabaja en ella.",
    ],
  },
  request_reply: {
    subject: "Una respuesta a su solicitud {number}",
    paragraphs: [
      "Hola, {name}:",
      "Respondemos a su solicitud {number} ({about}):",
      "{message}",
      "Lea todo, o respóndanos, aquí:",
      "{link}",
      "También puede simplemente responder a este mensaje.",
    ],
  },
  request_resolved: {
    subject: "Su solicitud {number} está lista",
    paragraphs: [
      "Hola, {name}:",
      "Su solicitud {number} ({about}) está lista:",
      "{message}",
      "Si algo sigue mal, respóndanos aquí y la retomamos:",
      "{link}",
      "También puede simplemente responder a este mensaje.",
    ],
  },
  request_refused: {
    subject: "No pudimos atender su solicitud {number}",
    paragraphs: [
      "Hola, {name}:",
      "No pudimos hacer lo que pidió en su solicitud {number} ({about}):",
      "{message}",
      "Si lo ve de otra manera, respóndanos aquí:",
      "{link}",
      "También puede simplemente responder a este mensaje.",
    ],
  },
  email_changed: {
    subject: "Se cambió su dirección para iniciar sesión",
    paragraphs: [
      "Hola, {name}:",
      "Ya no inicia sesión en el registro con esta dirección de correo: se cambió por otra el {changedOn}.",
      "Si lo hizo usted, no tiene que hacer nada.",
      "Si no fue usted, llámenos de inmediato: {helpPhone}. Podemos devolverle su acceso.",
    ],
  },
} as const satisfies RequestMails;

export const requestsZh = {
  request_received: {
    subject: "我们已收到您的请求 {number}",
    paragraphs: [
      "{name}，您好：",
      "我们已收到您的请求，编号为 {number}。来信或来电时请注明此编号。",
      "内容：{about}",
      "我们会在{dueOn}之前答复您。",
      "请在此处查看或补充：",
      "{link}",
    ],
  },
  request_confirm: {
    subject: "请确认您的请求 {number}",
    paragraphs: [
      "{name}，您好：",
      "有人用此电子邮件地址给我们写了信。如果是您本人，请打开此链接并确认，我们随即开始处理：",
      "{link}",
      "请求编号为 {number}。同一链接也会显示我们的答复，30 天内有效。",
      "如果不是您本人，请不必理会：不会有人处理它。",
    ],
  },
  request_reply: {
    subject: "对您的请求 {number} 的答复",
    paragraphs: [
      "{name}，您好：",
      "关于您的请求 {number}（{about}），我们答复如下：",
      "{message}",
      "请在此处查看全部内容或回复：",
      "{link}",
      "您也可以直接回复此邮件。",
    ],
  },
  request_resolved: {
    subject: "您的请求 {number} 已办妥",
    paragraphs: [
      "{name}，您好：",
      "您的请求 {number}（{about}）已办妥：",
      "{message}",
      "如果仍有问题，请在此处回复，我们会继续处理：",
      "{link}",
      "您也可以直接回复此邮件。",
    ],
  },
  request_refused: {
    subject: "您的请求 {number} 未能办理",
    paragraphs: [
      "{name}，您好：",
      "您在请求 {number}（{about}）中提出的事项，我们未能办理：",
      "{message}",
      "如果您有不同意见，请在此处回复：",
      "{link}",
      "您也可以直接回复此邮件。",
    ],
  },
  email_changed: {
    subject: "您的登录地址已更改",
    paragraphs: [
      "{name}，您好：",
      "您不再使用此电子邮件地址登录登记系统：登录地址已于{changedOn}改为另一个地址。",
      "如果是您本人所为，无需任何操作。",
      "如果不是，请立即致电 {helpPhone}，我们可以为您恢复登录。",
    ],
  },
} as const satisfies RequestMails;
