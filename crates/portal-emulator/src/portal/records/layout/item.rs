use super::Field;

/// Items of smart processes and invoices, which have no older methods; the names are of the same kind.
pub(super) const FIELDS: &[Field] = &[
    Field::ID,
    Field::text("XML_ID"),
    Field::title("TITLE"),
    Field::user("CREATED_BY_ID").locked(),
    Field::user("MODIFY_BY_ID").locked(),
    Field::user("MOVED_BY_ID").locked(),
    Field::since("DATE_CREATE").locked(),
    Field::since("DATE_MODIFY").locked(),
    Field::since("MOVED_TIME").locked(),
    Field::CATEGORY,
    Field::flag("OPENED").or("Y"),
    Field::stage("STAGE_ID"),
    Field::code("PREVIOUS_STAGE_ID").locked(),
    Field::since("BEGINDATE"),
    Field::since("CLOSEDATE"),
    Field::integer("COMPANY_ID"),
    Field::integer("CONTACT_ID"),
    Field::money("OPPORTUNITY"),
    Field::flag("IS_MANUAL_OPPORTUNITY"),
    Field::money("TAX_VALUE"),
    Field::text("CURRENCY_ID").or("EUR"),
    Field::integer("MYCOMPANY_ID"),
    Field::code("SOURCE_ID"),
    Field::text("SOURCE_DESCRIPTION"),
    Field::text("COMMENTS"),
    Field::text("ACCOUNT_NUMBER"),
    Field::text("LOCATION_ID"),
    Field::integer("WEBFORM_ID"),
    Field::user("ASSIGNED_BY_ID"),
    Field::user("LAST_ACTIVITY_BY").locked(),
    Field::since("LAST_ACTIVITY_TIME").locked(),
    Field::text("UTM_SOURCE"),
    Field::text("UTM_MEDIUM"),
    Field::text("UTM_CAMPAIGN"),
    Field::text("UTM_CONTENT"),
    Field::text("UTM_TERM"),
];

/// What `crm.item.*` calls the fields, in its order; names that are no fields above are null there.
pub(super) const VIEW: &str = "\
    id xmlId title createdBy updatedBy movedBy createdTime updatedTime movedTime categoryId \
    opened stageId previousStageId begindate closedate companyId contactId opportunity \
    isManualOpportunity taxValue currencyId mycompanyId sourceId sourceDescription webformId \
    assignedById lastActivityBy lastActivityTime utmSource utmMedium utmCampaign utmContent \
    utmTerm observers contactIds entityTypeId";

/// The same for invoices.
pub(super) const INVOICE_VIEW: &str = "\
    id xmlId title createdBy updatedBy movedBy createdTime updatedTime movedTime categoryId \
    opened stageId previousStageId begindate closedate companyId contactId opportunity \
    isManualOpportunity taxValue currencyId mycompanyId sourceId sourceDescription comments \
    accountNumber locationId webformId assignedById lastActivityBy lastActivityTime utmSource \
    utmMedium utmCampaign utmContent utmTerm observers contactIds entityTypeId";
