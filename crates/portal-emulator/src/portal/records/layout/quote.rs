use super::Field;

/// Estimates as the older methods print them, in their order.
pub(super) const FIELDS: &[Field] = &[
    Field::ID,
    Field::title("TITLE"),
    Field::stage("STATUS_ID"),
    Field::text("CURRENCY_ID").or("EUR"),
    Field::money("OPPORTUNITY"),
    Field::money("TAX_VALUE"),
    Field::integer("COMPANY_ID"),
    Field::integer("CONTACT_ID"),
    Field::integer("MYCOMPANY_ID"),
    Field::since("BEGINDATE"),
    Field::since("CLOSEDATE"),
    Field::since("ACTUAL_DATE"),
    Field::user("ASSIGNED_BY_ID"),
    Field::user("CREATED_BY_ID").locked(),
    Field::user("MODIFY_BY_ID").locked(),
    Field::since("DATE_CREATE").locked(),
    Field::since("DATE_MODIFY").locked(),
    Field::flag("OPENED").or("Y"),
    Field::flag("CLOSED").locked(),
    Field::text("COMMENTS"),
    Field::integer("LEAD_ID"),
    Field::integer("DEAL_ID"),
    Field::text("QUOTE_NUMBER"),
    Field::text("CONTENT"),
    Field::text("TERMS"),
    Field::user("PERSON_TYPE_ID"),
    Field::text("LOCATION_ID"),
    Field::text("CLIENT_TITLE"),
    Field::text("CLIENT_ADDR"),
    Field::text("CLIENT_CONTACT"),
    Field::text("CLIENT_EMAIL"),
    Field::text("CLIENT_PHONE"),
    Field::text("CLIENT_TP_ID"),
    Field::text("CLIENT_TPA_ID"),
    Field::text("UTM_SOURCE"),
    Field::text("UTM_MEDIUM"),
    Field::text("UTM_CAMPAIGN"),
    Field::text("UTM_CONTENT"),
    Field::text("UTM_TERM"),
    Field::text("LAST_COMMUNICATION_TIME").locked(),
    Field::user("LAST_ACTIVITY_BY").locked(),
    Field::since("LAST_ACTIVITY_TIME").locked(),
];

/// What `crm.item.*` calls the fields, in its order; names that are no fields above are null there.
pub(super) const VIEW: &str = "\
    id createdTime dateCreateShort updatedTime dateModifyShort createdBy updatedBy assignedById \
    opened leadId dealId companyId contactId personTypeId mycompanyId title stageId closed \
    opportunity isManualOpportunity taxValue currencyId comments commentsType begindate \
    begindateShort closedate closedateShort quoteNumber content contentType terms termsType \
    storageTypeId storageElementIds locationId webformId clientTitle clientAddr clientContact \
    clientEmail clientPhone clientTpId clientTpaId searchContent hasProducts lastActivityBy \
    lastActivityTime actualDate utmSource utmMedium utmCampaign utmContent utmTerm contactIds \
    entityTypeId";
