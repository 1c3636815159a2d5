use super::Field;

/// Leads as the older methods print them, in their order.
pub(super) const FIELDS: &[Field] = &[
    Field::ID,
    Field::title("TITLE"),
    Field::code("HONORIFIC"),
    Field::text("NAME"),
    Field::text("SECOND_NAME"),
    Field::text("LAST_NAME"),
    Field::text("COMPANY_TITLE"),
    Field::integer("COMPANY_ID"),
    Field::integer("CONTACT_ID"),
    Field::flag("IS_RETURN_CUSTOMER"),
    Field::date("BIRTHDATE"),
    Field::code("SOURCE_ID"),
    Field::text("SOURCE_DESCRIPTION"),
    Field::stage("STATUS_ID"),
    Field::text("STATUS_DESCRIPTION"),
    Field::text("POST"),
    Field::text("COMMENTS"),
    Field::text("CURRENCY_ID").or("EUR"),
    Field::money("OPPORTUNITY"),
    Field::flag("IS_MANUAL_OPPORTUNITY"),
    Field::flag("HAS_PHONE").locked(),
    Field::flag("HAS_EMAIL").locked(),
    Field::flag("HAS_IMOL").locked(),
    Field::user("ASSIGNED_BY_ID"),
    Field::user("CREATED_BY_ID").locked(),
    Field::user("MODIFY_BY_ID").locked(),
    Field::since("DATE_CREATE").locked(),
    Field::since("DATE_MODIFY").locked(),
    Field::date("DATE_CLOSED").locked(),
    Field::semantics("STATUS_SEMANTIC_ID"),
    Field::flag("OPENED").or("Y"),
    Field::text("ORIGINATOR_ID"),
    Field::text("ORIGIN_ID"),
    Field::user("MOVED_BY_ID").locked(),
    Field::since("MOVED_TIME").locked(),
    Field::text("ADDRESS"),
    Field::text("ADDRESS_2"),
    Field::text("ADDRESS_CITY"),
    Field::text("ADDRESS_POSTAL_CODE"),
    Field::text("ADDRESS_REGION"),
    Field::text("ADDRESS_PROVINCE"),
    Field::text("ADDRESS_COUNTRY"),
    Field::text("ADDRESS_COUNTRY_CODE"),
    Field::integer("ADDRESS_LOC_ADDR_ID"),
    Field::text("UTM_SOURCE"),
    Field::text("UTM_MEDIUM"),
    Field::text("UTM_CAMPAIGN"),
    Field::text("UTM_CONTENT"),
    Field::text("UTM_TERM"),
    Field::user("LAST_ACTIVITY_BY").locked(),
    Field::since("LAST_ACTIVITY_TIME").locked(),
];

/// What `crm.item.*` calls the fields, in its order; names that are no fields above are null there.
pub(super) const VIEW: &str = "\
    id createdTime dateCreateShort updatedTime dateModifyShort createdBy updatedBy assignedById \
    opened companyId contactId stageId isConvert statusDescription stageSemanticId productId \
    opportunity currencyId sourceId sourceDescription title name lastName secondName shortName \
    companyTitle post address comments webformId originatorId originId dateClosed birthdate \
    honorific hasPhone hasEmail hasImol login isReturnCustomer searchContent isManualOpportunity \
    movedBy movedTime lastActivityBy lastActivityTime phoneMobile phoneWork phoneMailing \
    emailHome emailWork emailMailing skype icq imol email phone fm utmSource utmMedium \
    utmCampaign utmContent utmTerm observers contactIds entityTypeId";
