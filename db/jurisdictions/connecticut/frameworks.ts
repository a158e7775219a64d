import type { Framework } from "../types.ts";

/**
 * Approved trainings belong to one of four named frameworks. S138
 * The last three CKC areas and the second's short name are this registry's own wording.
 */
export const frameworks: readonly Framework[] = [
  {
    code: "ct_ckc",
    label: "CT Core Knowledge and Competencies (CKCs)",
    competencies: [
      { code: "ckc_child_development", label: "Promoting Child Development and Learning" },
      { code: "ckc_effective_approaches", label: "Using Developmentally Effective Approaches" },
      {
        code: "ckc_planned_program",
        label: "Building a Meaningful Planned Program of Learning and Development",
      },
      { code: "ckc_observation_assessment", label: "Observing, Documenting and Assessing" },
      { code: "ckc_family_community", label: "Building Family and Community Relationships" },
      { code: "ckc_health_safety_nutrition", label: "Health, Safety and Nutrition" },
      { code: "ckc_professionalism_leadership", label: "Professionalism and Leadership" },
    ],
  },
  {
    code: "ct_elds",
    label: "CT Early Learning and Development Standards (CT ELDS)",
    competencies: [
      { code: "elds_cognition", label: "Cognition" },
      { code: "elds_social_emotional", label: "Social and Emotional Development" },
      { code: "elds_physical_health", label: "Physical Development and Health" },
      { code: "elds_language_literacy", label: "Language and Literacy" },
      { code: "elds_creative_arts", label: "Creative Arts" },
      { code: "elds_mathematics", label: "Mathematics" },
      { code: "elds_science", label: "Science" },
      { code: "elds_social_studies", label: "Social Studies" },
    ],
  },
  {
    code: "ct_dots",
    label: "CT Documentation and Observation for Teaching System (CT DOTS)",
    competencies: [
      { code: "dots_observation", label: "Naturalistic Observation" },
      { code: "dots_planned_experiences", label: "Planned Experiences" },
      { code: "dots_family_input", label: "Family Input" },
      { code: "dots_summarizing", label: "Summarizing Evidence of Progress" },
    ],
  },
  {
    code: "pyramid_model",
    label: "Pyramid Model",
    competencies: [
      { code: "pyramid_relationships", label: "Nurturing and Responsive Relationships" },
      { code: "pyramid_environments", label: "High-Quality Supportive Environments" },
      { code: "pyramid_targeted_supports", label: "Targeted Social Emotional Supports" },
      { code: "pyramid_intensive_intervention", label: "Intensive Intervention" },
    ],
  },
];
