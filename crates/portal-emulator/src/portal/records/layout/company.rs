use super::Field;

/// Companies as the older methods print them, in their order.
pub(super) const FIELDS: &[Field] = &[
    Field::ID,
    Field::code("COMPANY_TYPE").or("CUSTOMER"),
    Field::title("TITLE"),
    Field::text("LOGO").locked(),
    Field::integer("LEAD_ID").locked(),
    Field::flag("HAS_PHONE").locked(),
    Field::flag("HAS_EMAIL").locked(),
    Field::flag("HAS_IMOL").locked(),
    Field::user("ASSIGNED_BY_ID"),
    Field::user("CREATED_BY_ID").locked(),
    Field::user("MODIFY_BY_ID").locked(),
    Field::text("BANKING_DETAILS"),
    Field::code("INDUSTRY"),
    Field::money("REVENUE"),
    Field::text("CURRENCY_ID").or("EUR"),
    Field::code("EMPLOYEES"),
    Field::text("COMMENTS"),
    Field::since("DATE_CREATE").locked(),
    Field::since("DATE_MODIFY").locked(),
    Field::flag("OPENED").or("Y"),
    Field::flag("IS_MY_COMPANY"),
    Field::text("ORIGINATOR_ID"),
    Field::text("ORIGIN_ID"),
    Field::text("ORIGIN_VERSION"),
    Field::text("ADDRESS"),
    Field::text("ADDRESS_2"),
    Field::text("ADDRESS_CITY"),
    Field::text("ADDRESS_POSTAL_CODE"),
    Field::text("ADDRESS_REGION"),
    Field::text("ADDRESS_PROVINCE"),
    Field::text("ADDRESS_COUNTRY"),
    Field::text("ADDRESS_COUNTRY_CODE"),
    Field::integer("ADDRESS_LOC_ADDR_ID"),
    Field::text("ADDRESS_LEGAL"),
    Field::text("REG_ADDRESS"),
    Field::text("REG_ADDRESS_2"),
    Field::text("REG_ADDRESS_CITY"),
    Field::text("REG_ADDRESS_POSTAL_CODE"),
    Field::text("REG_ADDRESS_REGION"),
    Field::text("REG_ADDRESS_PROVINCE"),
    Field::text("REG_ADDRESS_COUNTRY"),
    Field::text("REG_ADDRESS_COUNTRY_CODE"),
    Field::integer("REG_ADDRESS_LOC_ADDR_ID"),
    Field::text("UTM_SOURCE"),
    Field::text("UTM_MEDIUM"),
    Field::text("UTM_CAMPAIGN"),
    Field::text("UTM_CONTENT"),
    Field::text("UTM_TERM"),
    Field::user("LAST_ACTIVITY_BY").locked(),
    Field::since("LAST_ACTIVITY_TIME").locked(),
    Field::text("LAST_COMMUNICATION_TIME").locked(),
];

/// What `crm.item.*` calls the fields, in its order; names that are no fields above are null there.
pub(super) const VIEW: &str = "\
    id createdTime updatedTime createdBy updatedBy assignedById opened title logo address \
    addressLegal bankingDetails comments typeId industry revenue currencyId employees leadId \
    webformId originatorId originId originVersion hasPhone hasEmail hasImol isMyCompany \
    searchContent categoryId lastActivityBy lastActivityTime emailHome emailWork emailMailing \
    phoneMobile phoneWork phoneMailing imol email phone fm utmSource utmMedium utmCampaign \
    utmContent utmTerm observers contactIds entityTypeId";
