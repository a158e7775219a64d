import { requestsZh } from "./messages.requests.ts";
import type { Messages } from "./render.ts";

/** Every e-mail in Chinese (simplified), for those who asked to be written to in it. */
export const zh = {
  ...requestsZh,
  document_received: {
    subject: "我们已收到您的文件 {documentId}",
    paragraphs: [
      "{name}，您好：",
      "我们已收到您的{documentType}。文件编号为 {documentId}。",
      "它目前排在第 {place} 位。",
      "我们预计在{expectedOn}之前审阅。",
      "审核需要{verificationPromise}。",
      "您无需再次提交；有决定后我们会写信通知您。",
    ],
  },
  document_unreadable: {
    subject: "我们无法读取您的{documentType}（文件 {documentId}）",
    paragraphs: [
      "{name}，您好：",
      "我们收到了您的{documentType}（文件编号 {documentId}），但无法打开。",
      "原因：{reason}",
      "请登录后以 PDF 或清晰的照片重新上传。",
    ],
  },
  document_verified: {
    subject: "您的{documentType}已通过审核（文件 {documentId}）",
    paragraphs: [
      "{name}，您好：",
      "您的{documentType}（文件编号 {documentId}）已通过审核，现已显示在您的教育与培训报告（Education & Training Report）中。",
    ],
  },
  document_action_required: {
    subject: "您的{documentType}需要您补充（文件 {documentId}）",
    paragraphs: [
      "{name}，您好：",
      "我们审阅了您的{documentType}（文件编号 {documentId}），需要您做一件事。",
      "您需要做的：{toFix}",
      "原因：{reason}",
      "请登录后从该文件的页面提交，以便与文件编号 {documentId} 归在一起。",
    ],
  },
  document_not_accepted: {
    subject: "您的{documentType}未被接受（文件 {documentId}）",
    paragraphs: [
      "{name}，您好：",
      "我们无法接受您的{documentType}（文件编号 {documentId}）。",
      "原因：{reason}",
      "您可以这样做：{toFix}",
    ],
  },
  review_received: {
    subject: "我们已收到您的复核申请（文件 {documentId}）",
    paragraphs: [
      "{name}，您好：",
      "您要求我们重新审查对您的{documentType}（文件编号 {documentId}）所作的决定。",
      "复核由原决定人以外的人员进行。我们会在{dueOn}之前答复您。",
    ],
  },
  review_upheld: {
    subject: "我们已重新审查您的{documentType}（文件 {documentId}）",
    paragraphs: [
      "{name}，您好：",
      "另一位工作人员重新审查了您的{documentType}（文件编号 {documentId}）。原决定维持不变。",
      "我们的答复：{answer}",
    ],
  },
  review_changed: {
    subject: "对您的{documentType}的决定已更改（文件 {documentId}）",
    paragraphs: [
      "{name}，您好：",
      "另一位工作人员重新审查了您的{documentType}（文件编号 {documentId}）。您的申请是对的：原决定已撤回，该文件将重新审核。",
      "我们的答复：{answer}",
      "您无需提交任何材料；有决定后我们会写信通知您。",
    ],
  },
  name_change_approved: {
    subject: "您的姓名已更改",
    paragraphs: [
      "{name}，您好：",
      "您在登记系统中的姓名现为 {newName}。您的登记号 {registryNumber} 保持不变。",
    ],
  },
  name_change_refused: {
    subject: "您的改名申请未获批准",
    paragraphs: [
      "{name}，您好：",
      "我们无法更改您在登记系统中的姓名。",
      "原因：{reason}",
      "您可以用另一份显示新姓名的文件再次申请。",
    ],
  },
  access_grant_granted: {
    subject: "您已获得项目 {programNumber} 的权限",
    paragraphs: [
      "{name}，您好：",
      "您现在可以代表 {program}（项目编号 {programNumber}）办理事务。",
      "该权限于{expiresOn}结束。",
    ],
  },
  access_grant_refused: {
    subject: "您对项目 {programNumber} 的权限申请被拒绝",
    paragraphs: ["{name}，您好：", "您对项目编号 {programNumber} 的权限申请被拒绝。", "原因：{reason}"],
  },
  access_grant_revoked: {
    subject: "您对项目 {programNumber} 的权限已结束",
    paragraphs: [
      "{name}，您好：",
      "您对 {program}（项目编号 {programNumber}）的权限已被收回。",
      "原因：{reason}",
    ],
  },
  access_grant_expired: {
    subject: "您对项目 {programNumber} 的权限已结束",
    paragraphs: [
      "{name}，您好：",
      "您对 {program}（项目编号 {programNumber}）的权限已到期。您可以再次申请。",
    ],
  },
  records_merged: {
    subject: "您的登记记录已合并为一份",
    paragraphs: [
      "{name}，您好：",
      "登记系统中有两份记录属于您。它们现已合并为一份，登记号为 {survivorNumber}。",
      "您原来的号码 {retiredNumber} 仍会指向这份记录。两份记录中的内容全部保留。",
      "如有错误，请与我们联系：合并可以撤销。",
    ],
  },
  records_merged_sign_in_off: {
    subject: "您的登记记录已合并为一份",
    paragraphs: [
      "{name}，您好：",
      "登记系统中有两份记录属于您。它们现已合并为一份，登记号为 {survivorNumber}。",
      "两份记录各有一个登录账号，只需保留一个：使用本邮箱地址的登录已停用，请用另一个地址登录。",
      "如果那个地址不是您的，或您已无法使用，请与我们联系：合并可以撤销。",
    ],
  },
  records_parted: {
    subject: "您的登记记录已恢复为单独一份",
    paragraphs: [
      "{name}，您好：",
      "登记系统曾将两份记录合并，现已撤销：您的记录号码是 {number}，其中内容全部保留。",
      "因合并而停用的登录已恢复使用。",
    ],
  },
  enrollment_enrolled: {
    subject: "您已报名：{event}",
    paragraphs: ["{name}，您好：", "您已报名参加 {event}，开始日期为{startsOn}。", "地点：{place}"],
  },
  enrollment_waitlisted: {
    subject: "您在候补名单上：{event}",
    paragraphs: [
      "{name}，您好：",
      "{event}（{startsOn}开始）名额已满。您在候补名单上。",
      "一有名额我们就写信通知您。",
    ],
  },
  enrollment_promoted: {
    subject: "您有名额了：{event}",
    paragraphs: [
      "{name}，您好：",
      "有一个名额空出：您现已报名参加 {event}，开始日期为{startsOn}。",
      "地点：{place}",
    ],
  },
  enrollment_withdrawn: {
    subject: "您已退出 {event}",
    paragraphs: ["{name}，您好：", "您已不在 {event}（{startsOn}开始）的名单上。"],
  },
  enrollment_cancelled: {
    subject: "已取消：{event}",
    paragraphs: ["{name}，您好：", "原定于{startsOn}开始的 {event} 已取消。您无需做任何事。"],
  },
  enrollment_attended: {
    subject: "您的学时已记入记录：{event}",
    paragraphs: [
      "{name}，您好：",
      "您参加了 {event}。{hours} 小时已记入您的记录和教育与培训报告（Education & Training Report）。",
      "您无需寄送证书。",
    ],
  },
  roster_invitation_hours: {
    subject: "您的学时：{event}",
    paragraphs: [
      "{name}，您好：",
      "{sponsor} 的名单显示您于{startsOn}参加了 {event}：{hours} 小时。",
      "如要将学时记入您自己的记录，请打开此链接并登录；若您尚未注册，请先注册：{link}",
      "链接有效期至{expiresOn}。如果您没有参加，则无需任何操作。",
    ],
  },
  roster_invitation_seat: {
    subject: "邀请您参加：{event}",
    paragraphs: [
      "{name}，您好：",
      "{sponsor} 为您报名参加 {event}，开始日期为{startsOn}。",
      "如要确认名额，请打开此链接并登录；若您尚未注册，请先注册：{link}",
      "链接有效期至{expiresOn}。如果您不想参加，则无需任何操作。",
    ],
  },
  registration_confirmed: {
    subject: "您的登记已确认",
    paragraphs: [
      "{name}，您好：",
      "您的登记有效。您的登记号是 {registryNumber}。",
      "请在{renewsOn}之前续期。",
    ],
  },
  link_reset_password: {
    subject: "设置新密码",
    paragraphs: [
      "{name}，您好：",
      "有人为此账户申请了新密码。如要设置，请在一小时内打开此链接：",
      "{link}",
      "如果不是您本人，请不必理会：您的密码保持不变。",
    ],
  },
  link_verify_email: {
    subject: "确认您的电子邮件地址",
    paragraphs: [
      "{name}，您好：",
      "如要为登记系统确认此电子邮件地址，请在一小时内打开此链接：",
      "{link}",
      "如果您不知道为何收到此邮件，请不必理会。",
    ],
  },
} as const satisfies Messages;

export const footerZh = [
  "{registryName}",
  "有问题？{helpEmail} · {helpPhone}",
  "我们绝不会通过电子邮件索要您的密码或社会安全号码。",
] as const;
