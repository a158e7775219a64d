import type { ReasonCode } from "./reasons.ts";
import type { ReasonWords } from "./types.ts";

/** The reasons in plain simplified Chinese. A state's own translators should review them. */
export const reasonsZh: Readonly<Record<ReasonCode, ReasonWords>> = {
  illegible_page: {
    label: "有一页无法辨认",
    toFix: "请在光线充足的地方重新拍照或扫描，把纸放平，让每个字都清楚，然后上传。",
  },
  page_cut_off: {
    label: "有一页没有拍全",
    toFix: "请重新上传这一页，四条边都要在画面里。",
  },
  missing_page: {
    label: "缺少一页",
    toFix: "请上传一个包含所有页面的文件；如果背面印有内容，也请包括背面。",
  },
  name_mismatch: {
    label: "姓名与您的个人资料不符",
    toFix: "请联系服务台（Help Desk），把这份文件上的姓名加入您的个人资料，并提交改名证明。",
  },
  no_name: {
    label: "文件上没有您的姓名",
    toFix: "请上传一份由签发机构印有您姓名的副本。",
  },
  not_a_transcript: {
    label: "这不是正式或非正式的成绩单",
    toFix: "请上传您大学的成绩单（transcript）；课程表、单科成绩通知或选课列表的截图都不够。",
  },
  wrong_document_type: {
    label: "您选择的文件类型不对",
    toFix: "请重新上传这份文件，并选择与它相符的类型。",
  },
  foreign_without_evaluation: {
    label: "在美国以外的学历没有评估报告",
    toFix: "请上传由 NACES 成员机构出具的国外成绩单评估报告。",
  },
  no_completion_date: {
    label: "没有完成日期",
    toFix: "请向签发机构索取一份写有完成日期的副本，然后上传。",
  },
  no_hours: {
    label: "没有写明学时",
    toFix: "请向培训机构索取一份写明您完成了多少学时或 CEU 的证书。",
  },
  no_issuer: {
    label: "没有写明签发机构",
    toFix: "请上传一份写有提供培训或颁发证书的机构或大学名称的副本。",
  },
  number_or_dates_missing: {
    label: "没有显示文件编号或日期",
    toFix: "请上传显示文件编号、签发日期和到期日期的那一页。",
  },
  not_name_evidence: {
    label: "没有同时显示您的原姓名和新姓名",
    toFix: "请上传能证明改名的结婚证书、离婚判决书、法院命令或政府签发的身份证件。",
  },
  expired: {
    label: "已过期",
    toFix: "请先办理续期，然后上传新的文件。",
  },
  already_on_file: {
    label: "我们已经有这份文件",
    toFix: "您不需要再提交：这份文件已经在您账户的“我的文件”（My Documents）里。",
  },
  reported_by_sponsor: {
    label: "培训机构会自行报告这些学时",
    toFix: "如果您的报告上没有这些学时，请联系提供培训的机构更正您的出勤记录。",
  },
  unaccredited_institution: {
    label: "该院校未获认证",
    toFix: "如果您曾就读于获得认证的大学，请上传那所大学的成绩单。",
  },
  in_progress: {
    label: "尚未完成",
    toFix: "请在完成之后，等文件上显示最终成绩、证书或批准结果时再上传。",
  },
  requirements_not_met: {
    label: "不符合本州的要求",
    toFix: "请完成符合本州要求的课程或执照，然后上传那份文件。",
  },
  someone_elses_document: {
    label: "这份文件属于另一个人",
    toFix: "请上传您本人的文件；那个人可以把这份文件上传到自己的账户。",
  },
  altered: {
    label: "这份文件似乎被改动过",
    toFix: "请让签发机构把原件副本直接寄给注册办公室（Registry Office）。",
  },
};
