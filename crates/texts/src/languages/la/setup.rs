//! Around the editor, in Spanish for Latin America: before it starts, installing it, connecting from outside.

use crate::{ConnectTexts, PageTexts, SetupTexts};

pub(super) const PAGE: PageTexts = PageTexts {
    unstarted: "No se pudo iniciar el editor",
    reason: "Recargue la página. Si eso no ayuda, pregunte a su administrador si los archivos WebAssembly están bloqueados.",
    stopped: "El editor se detuvo",
    listed: "Todo lo que no aparece aquí está guardado:",
    saved: "Todos sus cambios están guardados en Bitrix24.",
    copy: "Copiar",
    copied: "Copiado",
    uncopied: "No se pudo copiar",
    reload: "Recargar",
};

pub(super) const SETUP: SetupTexts = SetupTexts {
    // The label of a button in the CRM, so it must be short.
    placement_title: "Etapas y listas",
    placement_hint: "Cambiar nombres y colores, reordenar, agregar y eliminar con seguridad los valores de las listas del CRM",
    install_title: "Instalar Stagecraft",
    title: "Dónde se abre Stagecraft",
    open_setup: "Dónde se abre Stagecraft…",
    intro: "Elija en qué lugares de Bitrix24 se encuentra el editor. Puede cambiarlo en cualquier momento.",
    facts_title: "Qué hace la instalación",
    facts: [
        "Agrega un botón en los lugares indicados abajo, para todas las personas que tienen acceso al CRM.",
        "No cambia nada en sus listas ni en sus registros.",
        "No conserva datos suyos en ningún otro lugar: el editor funciona dentro de Bitrix24, con los permisos de quien lo abre.",
    ],
    places: "Lugares en Bitrix24",
    place_funnels: "{what}: botón sobre los embudos",
    place_list: "{what}: menú sobre la lista",
    place_menu: "Menú principal de Bitrix24",
    added: "Agregado",
    not_added: "No agregado",
    not_offered: "No disponible en este Bitrix24",
    older: "Agregado con otra dirección: {address}",
    adding: "Agregando…",
    removing: "Quitando…",
    add: "Agregar",
    add_all: "Agregar en todos",
    remove: "Quitar",
    remove_all: "Quitar de todos",
    install: "Instalar",
    finish_anyway: "Terminar sin ellos",
    back: "Abrir el editor",
    n_added: &["{n} lugar agregado", "{n} de lugares agregados", "{n} lugares agregados"],
    n_removed: &["{n} lugar quitado", "{n} de lugares quitados", "{n} lugares quitados"],
    n_failed: &[
        "No se pudo agregar {n} lugar. Puede intentarlo de nuevo ahora, o terminar y agregarlo más tarde.",
        "No se pudieron agregar {n} de lugares. Puede intentarlo de nuevo ahora, o terminar y agregarlos más tarde.",
        "No se pudieron agregar {n} lugares. Puede intentarlo de nuevo ahora, o terminar y agregarlos más tarde.",
    ],
    finishing: "Terminando la instalación. Bitrix24 volverá a abrir esta página.",
    unfinished: "Bitrix24 no confirmó que la instalación haya terminado. Recargue la página; si vuelve a ver este mensaje, abra la aplicación desde la lista de aplicaciones.",
    admin_title: "Esto debe hacerlo un administrador",
    admin_body: "Solo un administrador de Bitrix24 puede instalar Stagecraft y decidir dónde se abre.",
    missing_scope: "A la aplicación le falta el permiso “Incrustación” (placement), así que solo se puede abrir desde la lista de aplicaciones. Dele este permiso y vuelva a instalarla.",
    bad_address: "Bitrix24 no acepta la dirección de esta aplicación: {address}. Se necesita un host con un nombre de dominio completo.",
    too_many: "Bitrix24 no permite más botones en este lugar.",
};

pub(super) const CONNECT: ConnectTexts = ConnectTexts {
    title: "Conectar sin abrir Bitrix24",
    intro: "Para probar el editor o trabajar en su desarrollo, conecte esta página mediante un webhook entrante.",
    field: "Dirección del webhook entrante",
    hint: "En Bitrix24: Recursos para desarrolladores, Otro, Webhook entrante, con el permiso CRM.",
    warning_title: "Trátela como una contraseña",
    warning: "Quien tenga esta dirección puede hacer en el CRM lo mismo que usted. Permanece solo en la memoria de esta página y se olvida al cerrarla o recargarla. Úsela en su propia computadora y elimine el webhook cuando termine.",
    connect: "Conectar",
    bad: "Esta no es la dirección de un webhook entrante. Una dirección así tiene esta forma: https://your.bitrix24.es/rest/1/abc123/",
    insecure: "La dirección debe comenzar con https: por http, cualquiera podría leerla en el camino.",
    unreachable: "{portal} no responde. Compruebe la dirección y su conexión.",
    refused: "{portal} no acepta este webhook. Es posible que se haya eliminado o que le falte el permiso CRM.",
    connected: "Conexión con {portal} mediante un webhook. Sus cambios son reales.",
    disconnect: "Desconectar",
};
