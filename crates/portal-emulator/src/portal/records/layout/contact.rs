use super::Field;

/// Contacts as the older methods print them, in their order.
pub(super) const FIELDS: &[Field] = &[
    Field::ID,
    Field::text("POST"),
    Field::text("COMMENTS"),
    Field::code("HONORIFIC"),
    Field::title("NAME"),
    Field::text("SECOND_NAME"),
    Field::text("LAST_NAME"),
    Field::text("PHOTO").locked(),
    Field::integer("LEAD_ID").locked(),
    Field::code("TYPE_ID").or("CLIENT"),
    Field::code("SOURCE_ID"),
    Field::text("SOURCE_DESCRIPTION"),
    Field::integer("COMPANY_ID"),
    Field::date("BIRTHDATE"),
    Field::flag("EXPORT").or("Y"),
    Field::flag("HAS_PHONE").locked(),
    Field::flag("HAS_EMAIL").locked(),
    Field::flag("HAS_IMOL").locked(),
    Field::since("DATE_CREATE").locked(),
    Field::since("DATE_MODIFY").locked(),
    Field::user("ASSIGNED_BY_ID"),
    Field::user("CREATED_BY_ID").locked(),
    Field::user("MODIFY_BY_ID").locked(),
    Field::flag("OPENED").or("Y"),
    Field::text("ORIGINATOR_ID"),
    Field::text("ORIGIN_ID"),
    Field::text("ORIGIN_VERSION"),
    Field::integer("FACE_ID"),
    Field::since("LAST_ACTIVITY_TIME").locked(),
    Field::text("ADDRESS"),
    Field::text("ADDRESS_2"),
    Field::text("ADDRESS_CITY"),
    Field::text("ADDRESS_POSTAL_CODE"),
    Field::text("ADDRESS_REGION"),
    Field::text("ADDRESS_PROVINCE"),
    Field::text("ADDRESS_COUNTRY"),
    Field::integer("ADDRESS_LOC_ADDR_ID"),
    Field::text("UTM_SOURCE"),
    Field::text("UTM_MEDIUM"),
    Field::text("UTM_CAMPAIGN"),
    Field::text("UTM_CONTENT"),
    Field::text("UTM_TERM"),
    Field::user("LAST_ACTIVITY_BY").locked(),
];

/// What `crm.item.*` calls the fields, in its order; names that are no fields above are null there.
pub(super) const VIEW: &str = "\
    id createdTime updatedTime createdBy updatedBy assignedById opened companyId sourceId \
    sourceDescription name lastName secondName shortName photo post address comments leadId \
    export typeId webformId originatorId originId originVersion birthdate honorific hasPhone \
    hasEmail hasImol searchContent categoryId lastActivityBy lastActivityTime login emailHome \
    emailWork emailMailing phoneMobile phoneWork phoneMailing imol email phone fm utmSource \
    utmMedium utmCampaign utmContent utmTerm observers companyIds entityTypeId";
