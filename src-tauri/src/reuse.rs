//! What a draft is good for beside itself: another draft, another form, a comparison.

use crate::contract::*;
use crate::desk::{Copy, Desk};
use crate::failure::{Failure, FailureCode};
use shenbao_core::answers::compare;
use shenbao_core::carry::{carry, carry_into};
use shenbao_core::profile::{Prospect, prospects};

impl Desk {
    /// A new draft made from an older one; its files are in the library already. `variant`: the kind of applicant; `None`: the
    /// one into which the pack says that such drafts are made.
    pub fn create_from_draft(
        &self,
        id: &str,
        form: &str,
        edition: &str,
        variant: Option<&str>,
    ) -> Result<OpenDraft, Failure> {
        let form = self.packs()?.form(form, edition)?;
        let Copy { form: from, draft: older, .. } = self.copy(id)?;
        let draft = match variant {
            None => carry(&from, &older, &form),
            Some(variant) => {
                let is_known = form.variants.iter().any(|known| known.id == variant) && !form.is_profile();
                is_known.then(|| carry_into(&from, &older, &form, variant))
            }
        };
        let draft = draft.ok_or_else(|| {
            Failure::new(FailureCode::NotFound, "这份草稿不能用来新建所选的表单。", "请返回首页重新选择。")
        })?;
        self.add(form, draft)
    }

    /// What else can be filed for with what a draft or a profile says.
    pub fn prospects(&self, id: &str) -> Result<Vec<Prospect>, Failure> {
        let copy = self.copy(id)?;
        let forms = self.packs()?.forms();
        Ok(prospects(forms.iter().map(AsRef::as_ref), &copy.form, &copy.draft, self.today()))
    }

    /// What differs between two drafts of one form, whatever their editions.
    pub fn compare_drafts(&self, before: &str, after: &str) -> Result<ComparedDrafts, Failure> {
        let (before, after) = (self.copy(before)?, self.copy(after)?);
        if before.form.id != after.form.id {
            return Err(Failure::new(
                FailureCode::NotFound,
                "两份草稿不是同一种表单，不能逐项比较。",
                "请选择同一种表单的草稿。",
            ));
        }
        let changes = compare(&before.draft, &after.draft);
        Ok(ComparedDrafts { form: after.form.as_ref().clone(), changes })
    }
}
